import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { CorridorEnvironment } from './CorridorEnvironment';
import { schema } from './schema';

export const field = createFormField({
  name: 'CorridorEnvironment',
  component: CorridorEnvironment,
  schema,
});
