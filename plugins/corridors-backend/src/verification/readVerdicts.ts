import type { Cell, CellAnswer, View } from '@corridors/model';
import type { RunStore } from '../database';

const VIEWS: readonly View[] = ['declared', 'configured', 'observed'];

/**
 * What the views of a run say of some cells, without laying out the whole run. Of a run that is rolled up, cells that were
 * planned and have no answer of their own are denied by the views that rolled up nothing else.
 */
export async function readVerdicts(
  store: Pick<RunStore, 'get' | 'answers' | 'rolledUp'>,
  runId: string,
  cells: readonly Cell[],
): Promise<CellAnswer[]> {
  const [single, rolledUp] = await Promise.all([
    store.answers(runId, { views: VIEWS, cells: cells.map(({ id }) => id) }),
    store.rolledUp(runId, VIEWS),
  ]);
  if (rolledUp.length === 0) {
    return single;
  }
  const plan = (await store.get(runId))?.plan;
  const planned = new Set(
    [...(plan?.identities ?? []), ...(plan?.resources ?? [])].map(
      ({ id }) => id,
    ),
  );
  const known = new Set(single.map(({ view, cell }) => `${view} ${cell}`));
  const denying = VIEWS.filter(view => {
    const answers = rolledUp.filter(one => one.view === view);
    return answers.length > 0 && answers.every(({ answer }) => answer.covered);
  });
  const denials = denying.flatMap(view =>
    cells.flatMap(({ id, identity, resource }): CellAnswer[] =>
      planned.has(identity) &&
      planned.has(resource) &&
      !known.has(`${view} ${id}`)
        ? [{ cell: id, view, covered: true, verdict: 'deny', evidence: [] }]
        : [],
    ),
  );
  return [...single, ...denials];
}
