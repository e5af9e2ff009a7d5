import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { fullPreflight } from '../../form';
import { validateByPreflight } from '../../preflight';
import { CorridorPreview } from './CorridorPreview';
import { schema } from './schema';

/** The page shows the problems themselves, each with its place. */
function countProblems(messages: readonly string[]): string[] {
  if (messages.length === 0) {
    return [];
  }
  return messages.length === 1
    ? ['One problem is in the way; the page says which.']
    : [`${messages.length} problems are in the way; the page says which.`];
}

export const field = createFormField({
  name: 'CorridorPreview',
  component: CorridorPreview,
  validation: validateByPreflight(fullPreflight, () => true, countProblems),
  schema,
});
