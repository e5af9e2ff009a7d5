import type { Fleet } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import type { AccessAnalysis } from './accessAnalysis';

/**
 * What an analysis is made of.
 *
 * @public
 */
export interface AnalyzeAccessOptions {
  readonly fleet: Fleet;
  readonly model: AccessModel;
  /** 12 digits */
  readonly accountId: string;
  readonly view: 'declared' | 'configured';
}

/**
 * Measures what the policies of an account allow against what is meant, for every name that a bucket, object or role could
 * have. It visits what policies reach, never every cell.
 *
 * @public
 */
export function analyzeAccess(_options: AnalyzeAccessOptions): AccessAnalysis {
  throw new Error('Access cannot be analyzed yet');
}
