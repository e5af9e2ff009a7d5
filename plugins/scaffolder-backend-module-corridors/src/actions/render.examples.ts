import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

/** Examples of `corridors:render`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Write the files of a corridor to corridors/<name> in the workspace',
    example: yaml.stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the files',
          action: 'corridors:render',
          input: { corridor: '${{ parameters.corridor }}' },
        },
      ],
    }),
  },
  {
    description: 'Write them to another folder, for a look at them',
    example: yaml.stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the files',
          action: 'corridors:render',
          input: { corridor: '${{ parameters.corridor }}', folder: 'preview' },
        },
      ],
    }),
  },
];
