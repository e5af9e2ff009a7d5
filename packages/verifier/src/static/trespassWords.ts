import {
  describeIdentity,
  describePolicyPlace,
  describeResource,
  joinWords,
  type Finding,
} from '@corridors/model';
import type { Trespass } from '@corridors/policy-engine';
import { describePrincipal } from './AccountLines';
import { describeDeeds, nameActions, type Deed } from './deeds';
import { describeRefusal } from './describeRefusal';
import type { Hindrance } from './grounds/GroundFinder';
import type { PlacedTrespass } from './PlacedTrespass';

/** A group of trespasses in words; `first` is the worst of them. */
export function trespassWords(
  first: PlacedTrespass,
  group: readonly PlacedTrespass[],
  view: 'declared' | 'configured',
): Pick<Finding, 'title' | 'explanation' | 'nextAction'> {
  const who = whoOf(group);
  const { region } = first.trespass;
  const [place] = first.places;
  switch (region.verdict) {
    case 'allow':
      return {
        title: `${capital(who)} can ${deedOf(first, group)}`,
        explanation: `This must be denied, and the ${view} view allows it. ${region.explanation}`,
        nextAction: place
          ? `Remove ${describePolicyPlace(place)}, or narrow it.`
          : 'Find the policy that grants this, and remove it.',
      };
    case 'conditional':
      return {
        title: `Not proven that ${who} cannot ${deedOf(first, group)}`,
        explanation: `The ${view} view depends on request keys that are not known: ${region.missingKeys.join(
          ', ',
        )}. ${region.explanation}`,
        nextAction:
          'Replace the condition by one on the principal, the resource or the account, or verify by observation.',
      };
    case 'not-understood':
      if (first.hindrance) {
        return wordsOfHindrance(first, first.hindrance, group);
      }
      return {
        title: `Not proven that ${who} cannot ${deedOf(first, group)}`,
        ...(region.isIntricate
          ? {
              explanation: region.explanation,
              nextAction: `${
                place
                  ? `Write ${describePolicyPlace(place)} with fewer wildcards`
                  : 'Write the policies with fewer wildcards'
              }, and check again.`,
            }
          : {
              explanation: `The ${view} view cannot tell. ${region.explanation}`,
              nextAction: place
                ? `Narrow ${describePolicyPlace(
                    place,
                  )} until it can be told, or verify by observation.`
                : 'Mend the policy that is not understood, and check again.',
            }),
      };
    default: {
      const unknown: never = region.verdict;
      throw new Error(`Unknown verdict ${String(unknown)}`);
    }
  }
}

/** All that hangs on one document, told once. */
function wordsOfHindrance(
  first: PlacedTrespass,
  { refusal, isOfCaller }: Hindrance,
  group: readonly PlacedTrespass[],
): Pick<Finding, 'title' | 'explanation' | 'nextAction'> {
  const { resource, trespass } = first;
  const { region } = trespass;
  const what = resource ? describeResource(resource) : region.witness;
  const whose = isOfCaller
    ? `what ${nameOf(first)} reaches`
    : `who reaches ${what}`;
  const alike = group.filter(
    one =>
      one.trespass.kind === trespass.kind &&
      one.trespass.region.resources === region.resources &&
      nameOf(one) === nameOf(first),
  );
  const others = group.length - alike.length;
  return {
    title: `Nothing is proved of ${whose}: ${describeRefusal(refusal)}`,
    explanation: `Not proven that ${whoOf(alike)} cannot ${deedOf(
      first,
      alike,
    )}${others === 0 ? '' : `, and ${others} more ways in that hang on it`}.`,
    nextAction: 'Mend the policy that is not understood, and check again.',
  };
}

/** What is done, in words: `read and write bucket gha2-primary of gha2`. */
function deedOf(
  { trespass, resource }: PlacedTrespass,
  group: readonly PlacedTrespass[],
): string {
  const { kind, region, territory } = trespass;
  const isRange = /:role\/.*[*?]/.test(region.resources);
  const what =
    resource && !isRange
      ? describeResource(resource)
      : describeRange(region.resources, territory);
  switch (kind) {
    case 'role':
      return `assume ${
        resource ? what : describeRole(region.resources, territory)
      }`;
    case 'widening':
      return `widen access by ${nameActions(
        deedsOf(group, kind).map(({ action }) => action),
      )} on ${what}`;
    case 'bucket':
    case 'public':
      return describeDeeds(
        [
          ...deedsOf(group, 'bucket', 'public'),
          ...deedsOf(group, 'widening').filter(
            ({ operation }) => operation === 'administer',
          ),
        ],
        what,
      );
    case 'foreign-account':
      return `${describeDeeds(
        deedsOf(group, kind),
        region.resources,
      )} in other accounts, if their owner agrees`;
    default: {
      const unknown: never = kind;
      throw new Error(`Unknown kind of trespass ${String(unknown)}`);
    }
  }
}

function describeRange(range: string, territory: string | undefined): string {
  const account = /^arn:[^:]*:iam::(\d+):role\/\*$/.exec(range)?.[1];
  if (account !== undefined) {
    return `any role of account ${account}`;
  }
  const owner = territory?.startsWith('corridor:')
    ? ` of ${territory.slice('corridor:'.length)}`
    : '';
  if (range === '*') {
    return 'the account as a whole';
  }
  return `whatever is named ${range}${owner ? `, which may be${owner}` : ''}`;
}

/** What is done in trespasses of some kinds. */
function deedsOf(
  group: readonly PlacedTrespass[],
  ...kinds: readonly Trespass['kind'][]
): readonly Deed[] {
  return group
    .filter(({ trespass }) => kinds.includes(trespass.kind))
    .map(({ trespass, operation }) => ({
      action: trespass.region.action,
      operation,
    }));
}

/** A role that stands in no column, with what is reached by it. */
function describeRole(range: string, territory: string | undefined): string {
  if (/[*?]/.test(range)) {
    return describeRange(range, territory);
  }
  return territory === undefined || territory === `role:${range}`
    ? range
    : `${range}, and by it reach what is of ${nameOfTerritory(territory)}`;
}

/** `corridor:gha1` is gha1, `bucket:common` is bucket common. */
function nameOfTerritory(territory: string): string {
  return territory
    .replace(/^corridor:/, '')
    .replace(/^(bucket|role):/, match => `${match.slice(0, -1)} `);
}

/** More than these are counted instead of named. */
const MOST_NAMED = 3;

function whoOf(group: readonly PlacedTrespass[]): string {
  const names = [...new Set(group.map(nameOf))];
  const isEveryone = group.some(
    ({ trespass: { region } }) =>
      region.principal.kind === 'anonymous' ||
      region.audience === 'every-principal',
  );
  if (isEveryone) {
    return 'everyone';
  }
  return names.length > MOST_NAMED
    ? `${names.length} identities`
    : joinWords(names);
}

/** Whoever asks, in words. */
export function nameOf({
  trespass: { region },
  identity,
}: PlacedTrespass): string {
  if (identity) {
    return describeIdentity(identity);
  }
  const principal = describePrincipal(region.principal, region.witnessContext);
  return region.audience === 'such-principals' && 'arn' in region.principal
    ? `principals such as ${principal}`
    : principal;
}

function capital(text: string): string {
  return /^(the |anyone |everyone$|a |principals )/.test(text)
    ? `${text.charAt(0).toUpperCase()}${text.slice(1)}`
    : text;
}
