import {
  cellOf,
  type Finding,
  type Identity,
  type Operation,
  type PolicyPlace,
  type Resource,
} from '@corridors/model';
import type { Trespass } from '@corridors/policy-engine';
import type { AccountLines } from './AccountLines';
import { operationOf } from './actionOperation';
import { isOfResource, nameStatements } from './blame';
import { describeRefusal } from './describeRefusal';
import type { FindingGrounds } from './grounds/findingGrounds';
import type { GroundFinder } from './grounds/GroundFinder';
import { groupBy } from './groupBy';
import type { PlacedTrespass } from './PlacedTrespass';
import { policyPlaceOf } from './policyPlaceOf';
import { nameOf, trespassWords } from './trespassWords';

/** A finding, and everything that it rests on. */
export interface GroundedFinding {
  readonly finding: Finding;
  readonly grounds: FindingGrounds;
}

/** Makes one finding of all trespasses that the same statements open, or that hang on one document that is not understood. */
export function trespassFindings(
  trespasses: readonly Trespass[],
  lines: AccountLines,
  view: 'declared' | 'configured',
  finder: GroundFinder,
): GroundedFinding[] {
  const groups = groupBy(
    trespasses.map(trespass => placeTrespass(trespass, lines, finder)),
    findingId,
  );
  return [...groups].map(([id, group]) => {
    const finding = toFinding(id, group, lines, view);
    const { facets, ...grounds } = finder.ofTrespasses(
      group.map(one => one.trespass),
    );
    return {
      finding,
      grounds: { facets: [...finding.cells, ...facets], ...grounds },
    };
  });
}

function placeTrespass(
  trespass: Trespass,
  lines: AccountLines,
  finder: GroundFinder,
): PlacedTrespass {
  const { region } = trespass;
  return {
    trespass,
    identity: lines.identityOf(region),
    resource: lines.resourceOf(region.witness),
    operation: operationOf(region.action),
    places: region.decidedBy.map(policyPlaceOf),
    hindrance: finder.behind(region)[0],
  };
}

/** The same as of the cells that the statements open, so that both are told once. */
function findingId(placed: PlacedTrespass): string {
  const { trespass, places, identity, resource, hindrance } = placed;
  const { region } = trespass;
  if (hindrance !== undefined) {
    const { refusal, isOfCaller } = hindrance;
    const owner = isOfCaller
      ? identity?.id ?? nameOf(placed)
      : resource?.id ?? region.witness;
    return `unproven:${owner}:${describeRefusal(refusal)}`;
  }
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
    ...trespassWords(first, group, view),
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
