import {
  cellOf,
  describeIdentity,
  describePolicyPlace,
  describeResource,
  OPERATIONS,
  type Finding,
  type Identity,
  type Operation,
  type PolicyPlace,
  type Resource,
} from '@corridors/model';
import type { Trespass } from '@corridors/policy-engine';
import { describePrincipal, type AccountLines } from './AccountLines';
import { operationOf } from './actionOperation';
import { isOfResource, nameStatements } from './blame';
import { policyPlaceOf } from './policyPlaceOf';

/** A trespass with what the matrix has of it. */
interface PlacedTrespass {
  readonly trespass: Trespass;
  readonly identity: Identity | undefined;
  readonly resource: Resource | undefined;
  readonly operation: Operation | undefined;
  readonly places: readonly PolicyPlace[];
}

/** Makes one finding of all trespasses that the same statements open. */
export function trespassFindings(
  trespasses: readonly Trespass[],
  lines: AccountLines,
  view: 'declared' | 'configured',
): Finding[] {
  const groups = new Map<string, PlacedTrespass[]>();
  for (const trespass of trespasses) {
    const placed = placeTrespass(trespass, lines);
    const id = findingId(placed);
    const group = groups.get(id);
    if (group) {
      group.push(placed);
    } else {
      groups.set(id, [placed]);
    }
  }
  return [...groups].map(([id, group]) => toFinding(id, group, lines, view));
}

function placeTrespass(
  trespass: Trespass,
  lines: AccountLines,
): PlacedTrespass {
  const { region } = trespass;
  return {
    trespass,
    identity: lines.identityOf(region),
    resource: lines.resourceOf(region.witness),
    operation: operationOf(region.action),
    places: region.decidedBy.map(policyPlaceOf),
  };
}

/** The same as of the cells that the statements open, so that both are told once. */
function findingId(placed: PlacedTrespass): string {
  const { trespass, places, identity, resource } = placed;
  const { region } = trespass;
  const [first] = places;
  const kind = region.verdict === 'allow' ? 'leak' : 'unproven';
  const owner =
    first && isOfResource(first)
      ? resource?.id ?? region.witness
      : identity?.id ?? nameOf(placed);
  const hanging =
    region.verdict === 'conditional'
      ? `${region.missingKeys.join(' and ')}, in `
      : '';
  return `${kind}:${owner}:${
    places.length === 0
      ? region.explanation
      : `${hanging}${nameStatements(places)}`
  }`;
}

function toFinding(
  id: string,
  group: readonly PlacedTrespass[],
  { lines }: AccountLines,
  view: 'declared' | 'configured',
): Finding {
  const [first] = [...group].sort((left, right) => rank(left) - rank(right));
  if (!first) {
    throw new Error('A finding has at least one trespass');
  }
  const { region } = first.trespass;
  const cells = new Set(
    group.flatMap(({ identity, resource, operation }) =>
      identity && resource && operation && isCell(identity, resource, operation)
        ? [cellOf(identity.id, operation, resource.id).id]
        : [],
    ),
  );
  const statements = distinctPlaces(
    group.flatMap(({ trespass }) => trespass.hops.map(policyPlaceOf)),
  );
  return {
    id,
    kind: region.verdict === 'allow' ? 'leak' : 'unproven',
    ...words(first, group, view),
    cells: [...cells],
    views: [view],
    environments: environmentsOf(group, lines.resources),
    corridors: corridorsOf(group),
    ...(statements.length === 0 ? {} : { statements }),
    witness: region.witness,
  };
}

const RANKS: readonly Trespass['kind'][] = [
  'public',
  'role',
  'bucket',
  'widening',
  'foreign-account',
];

function rank({ trespass }: PlacedTrespass): number {
  return RANKS.indexOf(trespass.kind);
}

function isCell(
  identity: Identity,
  resource: Resource,
  operation: Operation,
): boolean {
  return resource.kind === 'role'
    ? operation === 'assume' && identity.kind !== 'anonymous'
    : operation !== 'assume';
}

function words(
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
      return {
        title: `Not proven that ${who} cannot ${deedOf(first, group)}`,
        explanation: `The ${view} view rests on a policy that is not understood. ${region.explanation}`,
        nextAction: 'Mend the policy that is not understood, and check again.',
      };
    default: {
      const unknown: never = region.verdict;
      throw new Error(`Unknown verdict ${String(unknown)}`);
    }
  }
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

function nameOf({ trespass: { region }, identity }: PlacedTrespass): string {
  return identity
    ? describeIdentity(identity)
    : describePrincipal(region.principal, region.witnessContext);
}

function environmentsOf(
  group: readonly PlacedTrespass[],
  resources: readonly Resource[],
): string[] {
  return sortedSet(
    group.flatMap(({ identity, resource, trespass: { territory } }) => [
      ...(identity && identity.kind !== 'anonymous'
        ? [identity.environment]
        : []),
      ...(resource ? [resource.environment] : []),
      ...resources.flatMap(one =>
        one.owner.kind === 'corridor' &&
        `corridor:${one.owner.corridor}` === territory
          ? [one.environment]
          : [],
      ),
    ]),
  );
}

function corridorsOf(group: readonly PlacedTrespass[]): string[] {
  return sortedSet(
    group.flatMap(({ identity, resource, trespass: { territory } }) => [
      ...(identity?.kind === 'corridor' ? [identity.corridor] : []),
      ...(resource?.owner.kind === 'corridor' ? [resource.owner.corridor] : []),
      ...(territory?.startsWith('corridor:')
        ? [territory.slice('corridor:'.length)]
        : []),
    ]),
  );
}

function distinctPlaces(places: readonly PolicyPlace[]): PolicyPlace[] {
  return [
    ...new Map(
      places.map(one => [
        `${one.kind} ${one.policy} ${one.statement} ${one.file}`,
        one,
      ]),
    ).values(),
  ];
}

function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function joinWords(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function capital(text: string): string {
  return /^(the |anyone |everyone$|a )/.test(text)
    ? `${text.charAt(0).toUpperCase()}${text.slice(1)}`
    : text;
}
