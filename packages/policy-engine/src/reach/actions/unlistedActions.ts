import type { ActionMatcher } from '../../documents/ActionMatcher';
import { Glob } from '../../wildcard';
import { DOCUMENTED_TARGETS, WATCHED_SERVICES } from './documentedActions';
import { serviceOf } from './serviceOf';

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
  const patterns = new Set(
    [...matchers]
      .filter(({ isNegated }) => !isNegated)
      .flatMap(matcher => matcher.patterns.flatMap(servicesSpelledOut)),
  );
  return [...patterns]
    .filter(pattern => !coversKnown(pattern))
    .map(pattern => ({
      name: pattern.replaceAll('*', 'Any').replaceAll('?', 'x'),
      told: pattern,
    }));
}

/** The pattern for each of the services that it is about. */
function servicesSpelledOut(pattern: string): readonly string[] {
  const service = serviceOf(pattern);
  const name = pattern.slice(pattern.indexOf(':') + 1);
  return WATCHED_SERVICES.filter(one => service === '*' || service === one).map(
    one => `${one}:${name}`,
  );
}

function coversKnown(pattern: string): boolean {
  const glob = Glob.of(pattern.toLowerCase());
  return [...DOCUMENTED_TARGETS.keys()].some(action => glob.matches(action));
}
