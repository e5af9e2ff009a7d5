import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { AccessRequest, Principal } from '../request/AccessRequest';
import type { ApplicablePolicies, Decision } from './Decision';
import { evaluate } from './evaluate';

/**
 * The policies that go with a caller, whatever it asks for. What is absent does not exist.
 *
 * @public
 */
export type CallerPolicies = Omit<ApplicablePolicies, 'resource'>;

/**
 * A caller with its policies and context, made ready by {@link prepareCaller}.
 *
 * @public
 */
export interface PreparedCaller {
  readonly principal: Principal;
  readonly policies: CallerPolicies;
  readonly context: AccessRequest['context'];
  readonly contextComplete: boolean;
}

/**
 * A resource with its account and policy, made ready by {@link prepareTarget}.
 *
 * @public
 */
export interface PreparedTarget {
  readonly resource: string;
  readonly resourceAccount: string;
  readonly policy?: CompiledPolicy;
}

/**
 * Makes a caller ready to be decided about many times.
 *
 * @param principal - who asks
 * @param policies - every policy that goes with the caller; what is absent does not exist
 * @param context - condition context keys (case-insensitive) and their values
 * @param options - `contextComplete`: whether keys that `context` lacks are certainly absent
 * @public
 */
export function prepareCaller(
  principal: Principal,
  policies: CallerPolicies,
  context: AccessRequest['context'],
  options: { contextComplete: boolean },
): PreparedCaller {
  return { principal, policies, context, ...options };
}

/**
 * Makes a bucket, an object or a role ready to be asked for many times.
 *
 * @param resource - its ARN, or `*` for actions that have none
 * @param resourceAccount - account that owns it, 12 digits
 * @param policy - the bucket policy or the role's trust policy; absent when it has none
 * @public
 */
export function prepareTarget(
  resource: string,
  resourceAccount: string,
  policy?: CompiledPolicy,
): PreparedTarget {
  return { resource, resourceAccount, ...(policy && { policy }) };
}

/**
 * Decides one request by the same rules as {@link evaluate}. A trust policy guards assuming the role and has no say in
 * other actions on it.
 *
 * @param action - `service:Action`, in any case and without wildcards
 * @throws {@link InvalidRequestError} when the request is not understood
 * @public
 */
export function decide(
  caller: PreparedCaller,
  action: string,
  target: PreparedTarget,
): Decision {
  const { principal, policies, context, contextComplete } = caller;
  const { resource, resourceAccount, policy } = target;
  const guards =
    policy && (policy.kind !== 'trust' || /^sts:/i.test(action))
      ? { resource: policy }
      : {};
  return evaluate(
    {
      principal,
      action,
      resource,
      resourceAccount,
      ...(context && { context }),
    },
    { ...policies, ...guards },
    { contextComplete },
  );
}
