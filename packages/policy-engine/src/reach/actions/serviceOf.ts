/** The service of an action or of a pattern for actions, in lower case; `*` for all of them. */
export function serviceOf(action: string): string {
  return action.replace(/:.*/, '').toLowerCase();
}
