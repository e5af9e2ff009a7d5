import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fullPreflight } from '../../form';
import { isAbout, validateByPreflight } from '../../preflight';
import { CorridorBuckets } from './CorridorBuckets';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorBuckets',
  component: CorridorBuckets,
  validation: validateByPreflight(fullPreflight, isAbout('spec.buckets')),
  schema,
});
