import type { Fleet } from '@corridors/model';
import { analyzeAccess, type AccessAnalysis } from '@corridors/verifier';
import { declaredModelOf, type RepositoryTree } from './declaredModelOf';

const analyses = new WeakMap<Fleet, Map<string, AccessAnalysis>>();

/** What the policies of the repository come to in an account, for all names; made once per tree. */
export function declaredAnalysisOf(
  tree: RepositoryTree,
  accountId: string,
): AccessAnalysis {
  const ofTree = analyses.get(tree.fleet) ?? new Map<string, AccessAnalysis>();
  analyses.set(tree.fleet, ofTree);
  const analysis =
    ofTree.get(accountId) ??
    analyzeAccess({
      fleet: tree.fleet,
      model: declaredModelOf(tree).model,
      accountId,
      view: 'declared',
    });
  ofTree.set(accountId, analysis);
  return analysis;
}
