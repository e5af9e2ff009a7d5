import type { Condition } from '../../conditions/Condition';
import type { Principal } from '../../request/AccessRequest';
import { patternOf } from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';

const LIKENESS = new Set([
  'ArnEquals',
  'ArnLike',
  'StringEquals',
  'StringLike',
]);

/** Whether a condition key has another value for each principal of an account. */
export function tellsPrincipalsApart(key: string): boolean {
  const folded = key.toLowerCase();
  return (
    folded === 'aws:principalarn' ||
    folded === 'aws:userid' ||
    folded === 'aws:username' ||
    folded === 'aws:principaltype' ||
    folded.startsWith('aws:principaltag/')
  );
}

/**
 * Tells quickly who cannot be meant by a statement, because a condition asks for the ARN of others. Who passes may still
 * not be meant.
 */
export function principalFilter(
  conditions: readonly Condition[],
): (principal: Principal) => boolean {
  const condition = conditions.find(
    ({ operator, key, values }) =>
      key.toLowerCase() === 'aws:principalarn' &&
      LIKENESS.has(operator) &&
      !values.some(value => value.includes('${')),
  );
  if (!condition) {
    return () => true;
  }
  const automata = condition.values.map(
    value => new PatternAutomaton(patternOf(value)),
  );
  return principal => {
    switch (principal.kind) {
      case 'role':
      case 'user':
        return automata.some(automaton => automaton.matches(principal.arn));
      case 'assumed-role':
        return automata.some(automaton => automaton.matches(principal.roleArn));
      default:
        return principal.kind === 'root';
    }
  };
}
