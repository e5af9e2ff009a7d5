import {
  describeIdentity,
  describePolicyPlace,
  describeResource,
  OPERATIONS,
  type Finding,
} from '@corridors/model';
import type { RefusedPolicy } from '@corridors/policy-engine';
import { describePrincipal } from './AccountLines';
import { describeRefusal } from './describeRefusal';
import { guardsWhatIsAsked, type PlacedTrespass } from './PlacedTrespass';

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
      return first.refusal
        ? wordsOfRefusal(first, first.refusal, group)
        : {
            title: `Not proven that ${who} cannot ${deedOf(first, group)}`,
            explanation: `The ${view} view rests on a policy that is not understood. ${region.explanation}`,
            nextAction:
              'Mend the policy that is not understood, and check again.',
          };
    default: {
      const unknown: never = region.verdict;
      throw new Error(`Unknown verdict ${String(unknown)}`);
    }
  }
}

/** All that hangs on one document, told once. */
function wordsOfRefusal(
  first: PlacedTrespass,
  refusal: RefusedPolicy,
  group: readonly PlacedTrespass[],
): Pick<Finding, 'title' | 'explanation' | 'nextAction'> {
  const { resource, trespass } = first;
  const { region } = trespass;
  const what = resource ? describeResource(resource) : region.witness;
  const whose = guardsWhatIsAsked(refusal, first)
    ? `who reaches ${what}`
    : `what ${nameOf(first)} reaches`;
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
    )}${others === 0 ? '' : `, and ${others} more that hang on it`}.`,
    nextAction: 'Mend the policy that is not understood, and check again.',
  };
}

/** What is done, in words: `read and write bucket gha2-primary of gha2`. */
function deedOf(
  { trespass, resource }: PlacedTrespass,
  group: readonly PlacedTrespass[],
): string {
  const { kind, region, territory } = trespass;
  const what = resource
    ? describeResource(resource)
    : `${describeRange(region.resources, territory)}`;
  switch (kind) {
    case 'role':
      return `assume ${what}`;
    case 'widening':
      return `widen access by ${joinWords([
        ...new Set(
          group
            .filter(one => one.trespass.kind === kind)
            .map(one => one.trespass.region.action),
        ),
      ])} on ${what}`;
    case 'bucket':
    case 'public':
      return `${operationsOf(group)} ${what}`;
    case 'foreign-account':
      return `${operationsOf(group)} ${
        region.resources
      } in other accounts, if their owner agrees`;
    default: {
      const unknown: never = kind;
      throw new Error(`Unknown kind of trespass ${String(unknown)}`);
    }
  }
}

function describeRange(range: string, territory: string | undefined): string {
  const owner = territory?.startsWith('corridor:')
    ? ` of ${territory.slice('corridor:'.length)}`
    : '';
  return `whatever is named ${range}${owner ? `, which may be${owner}` : ''}`;
}

function operationsOf(group: readonly PlacedTrespass[]): string {
  const operations = new Set(group.map(({ operation }) => operation));
  return joinWords(OPERATIONS.filter(one => operations.has(one)));
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

function joinWords(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function capital(text: string): string {
  return /^(the |anyone |everyone$|a |principals )/.test(text)
    ? `${text.charAt(0).toUpperCase()}${text.slice(1)}`
    : text;
}
