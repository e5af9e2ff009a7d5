import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { namePreflight } from '../../form';
import { validateByPreflight } from '../../preflight';
import { CorridorName } from './CorridorName';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorName',
  component: CorridorName,
  validation: validateByPreflight(namePreflight, () => true),
  schema,
});
