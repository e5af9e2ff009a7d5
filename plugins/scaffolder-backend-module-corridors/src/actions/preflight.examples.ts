import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import yaml from 'yaml';

/** Examples of `corridors:preflight`. */
export const examples: TemplateExample[] = [
  {
    description: 'Check a corridor before anything is written',
    example: yaml.stringify({
      steps: [
        {
          id: 'preflight',
          name: 'Check the corridor',
          action: 'corridors:preflight',
          input: {
            corridor: {
              metadata: { name: 'gha1' },
              spec: {
                environment: 'single1',
                owner: 'group:default/gha',
                buckets: [{ name: 'primary' }],
                spark: { version: '3.5.6', operator: 'kubeflow' },
                quota: { cpu: '16', memory: '64Gi', pods: 50 },
              },
            },
          },
        },
      ],
    }),
  },
  {
    description:
      'Stop when the files are no longer those that a person saw in the preview',
    example: yaml.stringify({
      steps: [
        {
          id: 'preflight',
          name: 'Check the corridor',
          action: 'corridors:preflight',
          input: {
            corridor: '${{ parameters.corridor }}',
            shownFilesDigest: '${{ parameters.preview }}',
          },
        },
      ],
    }),
  },
];
