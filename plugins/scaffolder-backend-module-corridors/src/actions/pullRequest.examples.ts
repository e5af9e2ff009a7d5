import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

/** Examples of `corridors:pull-request`. */
export const examples: TemplateExample[] = [
  {
    description: 'Propose a corridor that was rendered before',
    example: yaml.stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the files',
          action: 'corridors:render',
          input: { corridor: '${{ parameters.corridor }}' },
        },
        {
          id: 'pull-request',
          name: 'Open the pull request',
          action: 'corridors:pull-request',
          input: {
            corridor: '${{ parameters.corridor }}',
            folder: '${{ steps.render.output.folder }}',
            filesDigest: '${{ steps.render.output.filesDigest }}',
          },
        },
      ],
    }),
  },
];
