import type { AccessRequest, Principal } from '../../request/AccessRequest';
import { AccessDecider } from '../AccessDecider';
import type { ActionCatalog } from '../actions/ActionCatalog';
import type {
  CompiledAccessModel,
  CompiledBucket,
  CompiledRole,
  CompiledUser,
} from '../CompiledAccessModel';
import type { Entitlements } from '../entitlements/Entitlements';
import { NameClassCache } from '../patterns/NameClassCache';
import type { ReachRegion } from '../ReachRegion';
import { AudienceSearch } from './AudienceSearch';
import { BucketReach } from './BucketReach';
import { CallerSearch } from './CallerSearch';
import { IdentityReach } from './IdentityReach';
import { ModelIndex } from './ModelIndex';
import type { Question } from './Question';
import { RoleReach } from './RoleReach';

/** What is analysed, and what of it is permitted and so of no interest. */
export interface AnalysisOptions {
  readonly catalog: ActionCatalog;
  readonly entitlements: Entitlements;
  /** Absent: everybody whom the model or a policy of it names. */
  readonly principals?: readonly Principal[];
  readonly context?: AccessRequest['context'];
  /** Of the model, when there is one already. */
  readonly index?: ModelIndex;
}

/**
 * Everything that is reached beside what is permitted.
 *
 * Access comes from a statement that allows: of a principal's own policies, of a bucket's policy or of a role's trust
 * policy. So whatever no such statement covers is denied by construction, and only what they cover is looked at.
 */
export class ReachAnalysis {
  readonly decider: AccessDecider;
  readonly #audience: AudienceSearch;
  readonly #question: Question;
  readonly #identity: IdentityReach;
  readonly #bucket: BucketReach;
  readonly #role: RoleReach;
  #provedRegions = 0;

  constructor(model: CompiledAccessModel, options: AnalysisOptions) {
    this.decider = new AccessDecider(model, options.context);
    this.#question = {
      decider: this.decider,
      catalog: options.catalog,
      entitlements: options.entitlements,
      index: options.index ?? new ModelIndex(model),
      classes: new NameClassCache(),
      countProved: () => {
        this.#provedRegions++;
      },
    };
    this.#audience = new AudienceSearch(this.#question, options.principals);
    this.#identity = new IdentityReach(this.#question);
    this.#bucket = new BucketReach(this.#question, this.#audience);
    this.#role = new RoleReach(this.#question, this.#audience);
  }

  /** Ranges that policies grant and of which nothing is reached that is not permitted. */
  get provedRegions(): number {
    return this.#provedRegions;
  }

  /** What a role or user reaches by its own policies. */
  byIdentity(owner: CompiledRole | CompiledUser): Iterable<ReachRegion> {
    return this.#audience.isAsked({ kind: owner.kind, arn: owner.arn })
      ? this.#identity.regionsOf(owner)
      : [];
  }

  /** What a bucket's policy opens. */
  byBucket(bucket: CompiledBucket): Iterable<ReachRegion> {
    return this.#bucket.regionsOf(bucket);
  }

  /** Who is let in by a role's trust policy. */
  byTrust(role: CompiledRole): Iterable<ReachRegion> {
    return this.#role.regionsOf(role);
  }

  /** What the root user of an account reaches, which needs no policy of its own. */
  byRoot(accountId: string): Iterable<ReachRegion> {
    const root: Principal = { kind: 'root', accountId };
    return this.#audience.isAsked(root)
      ? new CallerSearch(root, this.#question).everything(
          undefined,
          this.#question.catalog.all,
        )
      : [];
  }
}
