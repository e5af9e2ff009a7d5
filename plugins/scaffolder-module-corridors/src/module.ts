import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const fields = [
  ['corridor-environment', () => import('./fields/CorridorEnvironment')],
  ['corridor-name', () => import('./fields/CorridorName')],
  ['corridor-buckets', () => import('./fields/CorridorBuckets')],
  ['corridor-shared-buckets', () => import('./fields/CorridorSharedBuckets')],
  ['corridor-spark', () => import('./fields/CorridorSpark')],
  ['corridor-quota', () => import('./fields/CorridorQuota')],
  ['corridor-preview', () => import('./fields/CorridorPreview')],
] as const;

/**
 * The fields of the corridor request form, for the scaffolder of the new frontend system.
 *
 * @public
 */
export const scaffolderCorridorsModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: fields.map(([name, load]) =>
    FormFieldBlueprint.make({
      name,
      params: { field: () => load().then(({ field }) => field) },
    }),
  ),
});
