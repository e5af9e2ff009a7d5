import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fullPreflight } from '../../form';
import { isAbout, validateByPreflight } from '../../preflight';
import { CorridorQuota } from './CorridorQuota';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorQuota',
  component: CorridorQuota,
  validation: validateByPreflight(fullPreflight, isAbout('spec.quota')),
  schema,
});
