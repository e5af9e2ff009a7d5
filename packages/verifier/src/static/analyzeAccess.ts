import { AccessAnalyzer, type AnalyzeAccessOptions } from './AccessAnalyzer';
import type { AccessAnalysis } from './accessAnalysis';

/**
 * Measures what the policies of an account allow against what is meant, for every name that a bucket, object or role could
 * have. It visits what policies reach and what is meant to be reached, never every cell.
 *
 * @public
 */
export function analyzeAccess(options: AnalyzeAccessOptions): AccessAnalysis {
  return new AccessAnalyzer(options).analyze();
}
