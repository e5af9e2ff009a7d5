import type { Question } from '../cells/Question';

/**
 * The values of a context key, once the divergences about context keys are settled; none when it is absent. What then
 * still follows from the principal are the name and the type of a user.
 */
export function valuesOf(
  { principal, context }: Question,
  key: string,
): readonly string[] {
  const folded = key.toLowerCase();
  const given = Object.entries(context).find(
    ([name]) => name.toLowerCase() === folded,
  )?.[1];
  if (given !== undefined) {
    return [given].flat();
  }
  if (principal.kind !== 'user') {
    return [];
  }
  switch (folded) {
    case 'aws:username':
      return [principal.arn.slice(principal.arn.lastIndexOf('/') + 1)];
    case 'aws:principaltype':
      return ['User'];
    default:
      return [];
  }
}
