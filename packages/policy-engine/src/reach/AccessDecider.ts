import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { Decision } from '../evaluation/Decision';
import { decide } from '../evaluation/decide';
import type { AccessRequest, Principal } from '../request/AccessRequest';
import type { CallerPolicies } from '../request/ApplicablePolicies';
import { prepareCaller } from '../request/prepareCaller';
import type { PreparedCaller } from '../request/PreparedCaller';
import type { PreparedTarget } from '../request/PreparedTarget';
import { prepareTarget } from '../request/prepareTarget';
import {
  agreeingBucketPolicy,
  agreeingTrustPolicy,
  UNKNOWN_IDENTITY,
} from './agreeingPolicies';
import type {
  CompiledAccessModel,
  CompiledRole,
  CompiledUser,
} from './CompiledAccessModel';
import { accountOf, principalKey } from './principalKey';
import { restrictionOf } from './publicAccess';

/**
 * An answer from a whole model: a decision, or that it cannot be made.
 *
 * `not-understood`: a policy that may change the decision was refused or could not be read; `decision` is what the
 * others say.
 *
 * @public
 */
export interface AccessAnswer {
  readonly verdict: Decision['verdict'] | 'not-understood';
  readonly decision: Decision;
  /** One sentence for people. */
  readonly explanation: string;
}

/** A resource that is asked for, and what guards it. */
export interface AskedResource {
  readonly resource: string;
  readonly accountId: string;
  /** With its policy, made ready. */
  readonly target: PreparedTarget;
  readonly isPolicyUnknown: boolean;
  /** Whether the model knows it, and with it what guards it. */
  readonly isKnown: boolean;
  /** Name of the bucket, when it is one of the model. */
  readonly bucket?: string;
}

const BUCKET_PREFIX = /^arn:[^:]*:s3:::/;

/**
 * Decides requests from a whole model: finds the policies of caller and resource, and counts public access settings and
 * what could not be read.
 *
 * @public
 */
export class AccessDecider {
  readonly model: CompiledAccessModel;
  readonly #context: AccessRequest['context'];
  readonly #callers = new Map<string, PreparedCaller>();
  readonly #agreeing = new Map<string, CompiledPolicy>();

  /** @param context - condition context that holds for every request */
  constructor(model: CompiledAccessModel, context?: AccessRequest['context']) {
    this.model = model;
    this.#context = context;
  }

  /**
   * Decides about a bucket or object, or about a role. A bucket that the model does not know belongs to
   * `resourceAccount`, and only the caller's own policies are known.
   *
   * @param resourceAccount - when the model does not know the resource; absent: the account of the ARN or of the caller
   * @throws {@link InvalidRequestError} when the request is not understood
   */
  decide(
    principal: Principal,
    action: string,
    resource: string,
    resourceAccount?: string,
  ): AccessAnswer {
    return this.answer(
      principal,
      action,
      this.find(resource, resourceAccount ?? accountOf(principal) ?? ''),
    );
  }

  /** The resource with what guards it, when the model knows it. */
  find(resource: string, otherwise: string): AskedResource {
    const bucketName = BUCKET_PREFIX.test(resource)
      ? resource.replace(BUCKET_PREFIX, '').split('/', 1)[0]
      : undefined;
    const bucket =
      bucketName === undefined ? undefined : this.model.buckets.get(bucketName);
    if (bucket) {
      const { accountId, policy, isPolicyUnknown, name } = bucket;
      return {
        resource,
        accountId,
        target: prepareTarget(resource, accountId, policy),
        isPolicyUnknown,
        isKnown: true,
        bucket: name,
      };
    }
    const role = this.model.roles.get(resource);
    const accountId = resource.split(':')[4] || otherwise;
    return {
      resource,
      accountId,
      target: prepareTarget(resource, accountId, role?.trust),
      isPolicyUnknown: role?.unknown.includes('trust') ?? false,
      isKnown: role !== undefined,
    };
  }

  /** A resource that the model does not know, whose owner lets the caller's account in. */
  agreeing(
    resource: string,
    accountId: string,
    caller: Principal,
  ): AskedResource {
    const account = accountOf(caller) ?? accountId;
    const isBucket = BUCKET_PREFIX.test(resource);
    const key = `${isBucket ? 'bucket' : 'role'} ${account}`;
    let policy = this.#agreeing.get(key);
    if (!policy) {
      policy = isBucket
        ? agreeingBucketPolicy(account)
        : agreeingTrustPolicy(account);
      this.#agreeing.set(key, policy);
    }
    return {
      resource,
      accountId,
      target: prepareTarget(resource, accountId, policy),
      isPolicyUnknown: false,
      isKnown: false,
    };
  }

  answer(
    principal: Principal,
    action: string,
    asked: AskedResource,
    more?: Readonly<Record<string, string>>,
  ): AccessAnswer {
    const decision = decide(
      more ? this.#prepare(principal, more) : this.caller(principal),
      action,
      asked.target,
    );
    const unknown = this.#whatIsUnknown(principal, action, asked, decision);
    if (unknown !== undefined) {
      return {
        verdict: 'not-understood',
        decision,
        explanation: `Nobody can say whether ${action} on ${asked.resource} is allowed: ${unknown}.`,
      };
    }
    return this.#isRestricted(principal, asked)
      ? {
          verdict: 'deny',
          decision,
          explanation: `${action} on ${asked.resource} is denied: the bucket policy is public, and RestrictPublicBuckets keeps everybody out but the account itself.`,
        }
      : {
          verdict: decision.verdict,
          decision,
          get explanation() {
            return decision.explanation;
          },
        };
  }

  /** The caller with its policies. */
  caller(principal: Principal): PreparedCaller {
    const key = principalKey(principal);
    const known = this.#callers.get(key);
    if (known) {
      return known;
    }
    const caller = this.#prepare(principal);
    this.#callers.set(key, caller);
    return caller;
  }

  /** The role or user of the model that a principal is, or whose session it is. */
  ownerOf(principal: Principal): CompiledRole | CompiledUser | undefined {
    switch (principal.kind) {
      case 'role':
        return this.model.roles.get(principal.arn);
      case 'assumed-role':
        return this.model.roles.get(principal.roleArn);
      case 'user':
        return this.model.users.get(principal.arn);
      default:
        return undefined;
    }
  }

  #prepare(
    principal: Principal,
    more?: Readonly<Record<string, string>>,
  ): PreparedCaller {
    return prepareCaller(
      principal,
      this.#policiesOf(principal),
      more ? { ...this.#context, ...more } : this.#context,
      { contextComplete: false },
    );
  }

  #policiesOf(principal: Principal): CallerPolicies {
    const accountId = accountOf(principal);
    if (accountId === undefined) {
      return {};
    }
    const account = this.model.accounts.get(accountId);
    const owner = this.ownerOf(principal);
    const scp = account?.scp && { scp: account.scp };
    if (owner) {
      return {
        identity: owner.identity,
        ...(owner.boundary && { boundary: [owner.boundary] }),
        ...scp,
      };
    }
    return principal.kind === 'root' || account
      ? { ...scp }
      : { identity: [UNKNOWN_IDENTITY] };
  }

  #whatIsUnknown(
    principal: Principal,
    action: string,
    asked: AskedResource,
    { verdict, reason }: Decision,
  ): string | undefined {
    if (reason === 'explicit-deny') {
      return undefined;
    }
    const owner = this.ownerOf(principal);
    const account = this.model.accounts.get(accountOf(principal) ?? '');
    if (owner?.unknown.some(part => part === 'identity')) {
      return `a policy of ${owner.arn} is not understood`;
    }
    if (asked.isPolicyUnknown && guards(asked, action)) {
      return `the policy of ${asked.bucket ?? asked.resource} is not known`;
    }
    if (verdict === 'deny') {
      return undefined;
    }
    if (owner?.unknown.some(part => part === 'boundary')) {
      return `the permissions boundary of ${owner.arn} is not understood`;
    }
    if (account?.isScpUnknown) {
      return `a service control policy of account ${account.accountId} is not understood`;
    }
    return this.#restriction(principal, asked) === 'unknown'
      ? `the bucket policy is public, and whether public access settings restrict it could not be read`
      : undefined;
  }

  #isRestricted(principal: Principal, asked: AskedResource): boolean {
    return this.#restriction(principal, asked) === 'restricted';
  }

  #restriction(principal: Principal, { bucket }: AskedResource) {
    const known =
      bucket === undefined ? undefined : this.model.buckets.get(bucket);
    return known ? restrictionOf(principal, known, this.model) : 'open';
  }
}

/** A trust policy has no say in other actions than assuming the role. */
function guards({ bucket }: AskedResource, action: string): boolean {
  return bucket !== undefined || action.toLowerCase().startsWith('sts:');
}
