import type { Entitlements } from '../entitlements/Entitlements';
import type { AccessDecider } from '../AccessDecider';
import type { ActionCatalog } from '../actions/ActionCatalog';
import type { NameClassCache } from '../patterns/NameClassCache';
import type { ModelIndex } from './ModelIndex';

/** What every part of an analysis works with. */
export interface Question {
  readonly decider: AccessDecider;
  readonly catalog: ActionCatalog;
  readonly entitlements: Entitlements;
  readonly index: ModelIndex;
  readonly classes: NameClassCache;
  /** Counts ranges that are shown to lie within what is permitted. */
  countProved(): void;
}
