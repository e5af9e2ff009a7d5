import {
  CAUSE_ROLE_UNAVAILABLE,
  type Cell,
  type CoveredAnswer,
  type Identity,
  type Resource,
  type Verdict,
  type View,
} from '../access';
import type { FindingKind } from './finding';

/** A cell that differs from what was meant, in one view. */
export interface Deviation {
  readonly kind: FindingKind;
  readonly cell: Cell;
  readonly identity: Identity;
  readonly resource: Resource;
  readonly answer: CoveredAnswer;
}

/** What an answer is, measured against what was meant; undefined when it agrees. */
export function deviationKind(
  intended: Verdict,
  answer: CoveredAnswer,
): FindingKind | undefined {
  if (intended === 'allow') {
    return answer.verdict === 'deny' || answer.cause === CAUSE_ROLE_UNAVAILABLE
      ? 'blocked'
      : undefined;
  }
  switch (answer.verdict) {
    case 'allow':
      return 'leak';
    case 'conditional':
    case 'inconclusive':
      return 'unproven';
    case 'deny':
      return undefined;
    default: {
      const unknown: never = answer.verdict;
      throw new Error(`Unknown verdict ${String(unknown)}`);
    }
  }
}

/**
 * Groups deviations by cause. A role that cannot be had is one cause for all that its identity cannot do; otherwise what
 * the answer blames; otherwise, of what is not proven, the identity or the resource that has more of it; otherwise
 * the pair of identity and resource. Of a cell that several views find open or shut, the first view that blames something
 * tells the cause: policies tell more than a probe.
 *
 * @returns deviations by a key that is the same in every run
 */
export function groupByCause(
  deviations: readonly Deviation[],
): Map<string, Deviation[]> {
  const breadth = new Map<string, number>();
  for (const deviation of deviations) {
    for (const key of rowAndColumn(deviation)) {
      breadth.set(key, (breadth.get(key) ?? 0) + 1);
    }
  }
  const blamed = blamedByCell(deviations);
  const groups = new Map<string, Deviation[]>();
  for (const deviation of deviations) {
    const key = blamed.get(cellKey(deviation)) ?? causeKey(deviation, breadth);
    const group = groups.get(key);
    if (group) {
      group.push(deviation);
    } else {
      groups.set(key, [deviation]);
    }
  }
  return groups;
}

const VIEWS: readonly View[] = ['declared', 'configured', 'observed'];

/** What is blamed for a leak or a blocked cell, by the first view that blames something. */
function blamedByCell(
  deviations: readonly Deviation[],
): ReadonlyMap<string, string> {
  const blamed = new Map<
    string,
    { readonly view: number; readonly key: string }
  >();
  for (const deviation of deviations) {
    const { kind, answer } = deviation;
    const key = blameKey(deviation);
    const view = VIEWS.indexOf(answer.view);
    const cell = cellKey(deviation);
    const known = blamed.get(cell);
    if (
      (kind === 'leak' || kind === 'blocked') &&
      key !== undefined &&
      (known === undefined || view < known.view)
    ) {
      blamed.set(cell, { view, key });
    }
  }
  return new Map([...blamed].map(([cell, { key }]) => [cell, key]));
}

function cellKey({ kind, cell }: Deviation): string {
  return `${kind} ${cell.id}`;
}

/** The key of what an answer blames; undefined when it blames nothing. */
function blameKey({ kind, answer, identity }: Deviation): string | undefined {
  if (answer.cause === CAUSE_ROLE_UNAVAILABLE) {
    return `${kind}:${identity.id}:${CAUSE_ROLE_UNAVAILABLE}`;
  }
  return answer.causedBy === undefined
    ? undefined
    : `${kind}:${answer.causedBy}:${answer.cause ?? 'unnamed'}`;
}

function causeKey(
  deviation: Deviation,
  breadth: ReadonlyMap<string, number>,
): string {
  const { kind, identity, resource } = deviation;
  const blamed = blameKey(deviation);
  if (blamed !== undefined) {
    return blamed;
  }
  if (kind === 'unproven') {
    const [row, column] = rowAndColumn(deviation);
    return (breadth.get(row) ?? 0) > (breadth.get(column) ?? 0) ? row : column;
  }
  return `${kind}:${identity.id}:${resource.id}`;
}

function rowAndColumn({
  kind,
  answer,
  identity,
  resource,
}: Deviation): readonly [row: string, column: string] {
  const cause = answer.cause ?? answer.verdict;
  return [`${kind}:${identity.id}:${cause}`, `${kind}:${resource.id}:${cause}`];
}
