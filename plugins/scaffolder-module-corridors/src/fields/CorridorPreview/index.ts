import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fullPreflight } from '../../form';
import { validateByPreflight } from '../../preflight';
import { CorridorPreview } from './CorridorPreview';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorPreview',
  component: CorridorPreview,
  validation: validateByPreflight(fullPreflight, () => true),
  schema,
});
