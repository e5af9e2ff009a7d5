import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fullPreflight } from '../../form';
import { isAbout, validateByPreflight } from '../../preflight';
import { CorridorSpark } from './CorridorSpark';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorSpark',
  component: CorridorSpark,
  validation: validateByPreflight(fullPreflight, isAbout('spec.spark')),
  schema,
});
