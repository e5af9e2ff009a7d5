import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fullPreflight } from '../../form';
import { isAbout, validateByPreflight } from '../../preflight';
import { CorridorSharedBuckets } from './CorridorSharedBuckets';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorSharedBuckets',
  component: CorridorSharedBuckets,
  validation: validateByPreflight(fullPreflight, isAbout('spec.uses')),
  schema,
});
