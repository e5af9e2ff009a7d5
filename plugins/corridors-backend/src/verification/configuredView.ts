import type { Fleet, Matrix } from '@corridors/model';
import { analyzeAccess, createStaticView } from '@corridors/verifier';
import type { PreparedView } from './PreparedView';
import type { ConfiguredModel } from './readConfiguredModel';
import { uncoveredView } from './uncoveredView';

/** The configured view of a matrix: the policies that the account had when it was read. */
export function configuredView(
  matrix: Matrix,
  fleet: Fleet,
  configured: ConfiguredModel,
): PreparedView {
  if (!configured.isRead) {
    return { source: uncoveredView('configured', configured) };
  }
  const { model, asOf } = configured;
  const { findings, proved, notUnderstood, notCovered } = analyzeAccess({
    fleet,
    model,
    accountId: matrix.accountId,
    view: 'configured',
  });
  return {
    source: createStaticView({
      view: 'configured',
      matrix,
      model,
      fleet,
      asOf,
    }),
    policies: {
      model,
      analysis: {
        view: 'configured',
        asOf,
        findings,
        proved,
        notUnderstood,
        notCovered: [
          ...new Set([
            ...(model.gaps ?? []).map(({ message }) => message),
            ...configured.notCovered,
            ...notCovered,
          ]),
        ],
      },
    },
  };
}
