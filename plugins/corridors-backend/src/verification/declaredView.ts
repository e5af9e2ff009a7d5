import type { Matrix } from '@corridors/model';
import { createStaticView } from '@corridors/verifier';
import {
  declaredAnalysisOf,
  declaredModelOf,
  type RepositoryTree,
} from '../inventory';
import type { PreparedView } from './PreparedView';

/**
 * The declared view of a matrix: the policies of the GitOps repository as it was last read.
 *
 * @param asOf - when it was read, RFC 3339
 */
export function declaredView(
  matrix: Matrix,
  tree: RepositoryTree,
  asOf: string,
): PreparedView {
  const { fleet } = tree;
  const { model, problems } = declaredModelOf(tree);
  const { findings, proved, notUnderstood, notCovered } = declaredAnalysisOf(
    tree,
    matrix.accountId,
  );
  return {
    source: createStaticView({ view: 'declared', matrix, model, fleet, asOf }),
    policies: {
      model,
      analysis: {
        view: 'declared',
        asOf,
        findings,
        proved,
        notUnderstood: [...problems, ...notUnderstood],
        notCovered,
      },
    },
  };
}
