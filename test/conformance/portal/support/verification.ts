import type { Portal } from './startPortal';
import { eventually } from './eventually';

/** An answer of a view for a cell, as the API tells it. */
interface Answer {
  readonly view: string;
  readonly covered: boolean;
  readonly verdict?: string;
  readonly cause?: string;
  readonly causedBy?: string;
}

interface MatrixCell {
  readonly id: string;
  readonly identity: string;
  readonly resource: string;
  readonly operation: string;
  readonly answers: readonly Answer[];
}

/** What was observed: verdict and cause by cell. */
export type Observed = ReadonlyMap<
  string,
  { readonly verdict: string; readonly cause?: string }
>;

/** Verifies an account as the auditor and waits for the end. */
export async function verify(
  portal: Portal,
  accountId: string,
): Promise<Observed> {
  const started = await portal.audrey.post('/corridors/v1/verifications', {
    scope: { kind: 'account', accountId },
    views: ['intended', 'observed'],
  });
  if (started.status !== 202) {
    throw new Error(`not verified: ${JSON.stringify(started.body)}`);
  }
  const at = `/corridors/v1/verifications/${started.body.id}`;
  let seen: unknown;
  await eventually(
    `verification of ${accountId} ends`,
    async () => {
      const { body } = await portal.audrey.get(at);
      seen = [body.state, body.progress];
      return body.state === 'succeeded' ? true : undefined;
    },
    { seconds: 170, seen: () => seen },
  );
  const { body } = await portal.audrey.get(`${at}/matrix`);
  return new Map(
    body.cells.flatMap((cell: MatrixCell) =>
      cell.answers
        .filter(({ view, covered }) => view === 'observed' && covered)
        .map(({ verdict, cause, causedBy }) => [
          cell.id,
          { verdict, cause: cause ?? causedBy },
        ]),
    ),
  );
}

/** How often each verdict was given. */
export function countVerdicts(observed: Observed): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of observed.values()) {
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}
