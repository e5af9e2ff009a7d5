import type { CompiledPolicy } from '../documents/CompiledPolicy';
import { decide } from '../evaluation/decide';
import type { AccessRequest, Principal } from '../request/AccessRequest';
import type { CallerPolicies } from '../request/ApplicablePolicies';
import { prepareCaller } from '../request/prepareCaller';
import type { PreparedCaller } from '../request/PreparedCaller';
import { prepareControlTarget, prepareTarget } from '../request/prepareTarget';
import { AccessAnswer, PlainAnswer } from './AccessAnswer';
import {
  agreeingBucketPolicy,
  agreeingTrustPolicy,
  UNKNOWN_IDENTITY,
} from './agreeingPolicies';
import type { AskedResource } from './AskedResource';
import type {
  CompiledAccessModel,
  CompiledRole,
  CompiledUser,
} from './CompiledAccessModel';
import { isOutside, isUndeclared, KnownCaller } from './KnownCaller';
import { accountOf, principalKey } from './principalKey';
import { restrictionOf } from './publicAccess';
import { bucketOfArn } from './ranges/resourceNames';
import { whatIsUnknown } from './whatIsUnknown';

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
  readonly #callers = new WeakMap<Principal, KnownCaller>();
  readonly #callersByKey = new Map<string, KnownCaller>();
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
    const bucket = BUCKET_PREFIX.test(resource)
      ? this.model.buckets.get(bucketOfArn(resource))
      : undefined;
    if (bucket) {
      const { accountId, policy, isPolicyUnknown, name } = bucket;
      return {
        resource,
        accountId,
        ...(policy && { policy }),
        target: prepareTarget(resource, accountId, policy),
        isPolicyUnknown,
        restriction: restrictionOf(bucket, this.model),
        isKnown: true,
        bucket: name,
      };
    }
    const role = this.model.roles.get(resource);
    const accountId = resource.split(':')[4] || otherwise;
    return {
      resource,
      accountId,
      ...(role?.trust && { policy: role.trust }),
      target: prepareTarget(resource, accountId, role?.trust),
      isPolicyUnknown: role?.unknown.includes('trust') ?? false,
      restriction: 'open',
      isKnown: role !== undefined,
    };
  }

  /** A resource that has no policy. */
  unknown(resource: string, accountId: string): AskedResource {
    return {
      resource,
      accountId,
      target: prepareTarget(resource, accountId),
      isPolicyUnknown: false,
      restriction: 'open',
      isKnown: false,
    };
  }

  /** Something that S3 keeps in an account beside buckets, by its ARN. */
  besideBuckets(arn: string, accountId: string): AskedResource {
    return {
      resource: arn,
      accountId,
      target: prepareControlTarget(arn, accountId),
      isPolicyUnknown: false,
      restriction: 'open',
      isKnown: false,
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
      restriction: 'open',
      isKnown: false,
    };
  }

  /**
   * Decides about a resource that was found.
   *
   * @param more - context beside that which holds for every request
   * @throws {@link InvalidRequestError} when the request is not understood
   */
  answer(
    principal: Principal,
    action: string,
    asked: AskedResource,
    more?: AccessRequest['context'],
  ): AccessAnswer {
    const known = this.#known(principal);
    const isAbroad = isUndeclared(known) && known.accountId !== asked.accountId;
    const decision = decide(
      more || isAbroad
        ? this.#prepare(principal, more, isAbroad)
        : known.caller,
      action,
      asked.target,
    );
    const unknown = whatIsUnknown(known, action, asked, decision);
    if (unknown !== undefined) {
      return {
        verdict: 'not-understood',
        decision,
        explanation: `Nobody can say whether ${action} on ${asked.resource} is allowed: ${unknown}.`,
      };
    }
    return asked.restriction === 'restricted' && isOutside(known, asked)
      ? {
          verdict: 'deny',
          decision,
          explanation: `${action} on ${asked.resource} is denied: the bucket policy is public, and RestrictPublicBuckets keeps everybody out but the account itself.`,
        }
      : new PlainAnswer(decision);
  }

  /** The caller with its policies. */
  caller(principal: Principal): PreparedCaller {
    return this.#known(principal).caller;
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
    more?: AccessRequest['context'],
    isAbroad = false,
  ): PreparedCaller {
    const policies = this.#policiesOf(principal);
    return prepareCaller(
      principal,
      isAbroad ? { ...policies, identity: [UNKNOWN_IDENTITY] } : policies,
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

  #known(principal: Principal): KnownCaller {
    let known = this.#callers.get(principal);
    if (!known) {
      const key = principalKey(principal);
      known = this.#callersByKey.get(key);
      if (!known) {
        const accountId = accountOf(principal);
        known = {
          caller: this.#prepare(principal),
          accountId,
          owner: this.ownerOf(principal),
          account: this.model.accounts.get(accountId ?? ''),
        };
        this.#callersByKey.set(key, known);
      }
      this.#callers.set(principal, known);
    }
    return known;
  }
}
