import type { ActionMatcher } from '../../documents/ActionMatcher';
import { Glob } from '../../wildcard';
import { DOCUMENTED_TARGETS, WATCHED_SERVICES } from './documentedActions';

/** An action that no documentation knows. */
export interface UnlistedAction {
  /** By which it is asked for. */
  readonly name: string;
  /** How it is told: as a policy writes it, or in words. */
  readonly told: string;
}

/** For each service, one that stands for all that neither documentation nor policies name. */
export const OTHER_ACTIONS: readonly UnlistedAction[] = WATCHED_SERVICES.map(
  service => ({
    name: `${service}:YetUnknown`,
    told: `any other action of ${service}`,
  }),
);

/**
 * The actions of S3, IAM and STS that elements name and no documentation knows: those that are spelled out, and one for
 * each pattern that covers none that is known.
 */
export function unlistedActions(
  matchers: Iterable<ActionMatcher>,
): readonly UnlistedAction[] {
  const patterns = new Set<string>();
  for (const { patterns: own, isNegated } of matchers) {
    for (const pattern of isNegated ? [] : own) {
      servicesSpelledOut(pattern).forEach(one => patterns.add(one));
    }
  }
  return [...patterns]
    .filter(pattern => !coversKnown(pattern.toLowerCase()))
    .map(pattern => ({
      name: pattern.replaceAll('*', 'Any').replaceAll('?', 'x'),
      told: pattern,
    }));
}

/** The pattern for each of the services that it is about. */
function servicesSpelledOut(pattern: string): readonly string[] {
  const [service = '', name] = pattern.split(':', 2);
  if (name === undefined) {
    return [];
  }
  return WATCHED_SERVICES.filter(
    one => service === '*' || service.toLowerCase() === one,
  ).map(one => `${one}:${name}`);
}

function coversKnown(folded: string): boolean {
  if (!/[*?]/.test(folded)) {
    return DOCUMENTED_TARGETS.has(folded);
  }
  const glob = Glob.of(folded);
  return [...DOCUMENTED_TARGETS.keys()].some(action => glob.matches(action));
}
