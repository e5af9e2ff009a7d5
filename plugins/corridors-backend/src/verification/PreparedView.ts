import type { AccessModel } from '@corridors/policy-engine';
import type { ViewSource } from '@corridors/verifier';
import type { StoredAnalysis } from '../database';

/** A view that is ready to answer cells. */
export interface PreparedView {
  readonly source: ViewSource;
  /** Of a static view: the policies that it evaluates, and what they come to for all names. */
  readonly policies?: {
    readonly model: AccessModel;
    readonly analysis: StoredAnalysis;
  };
}
