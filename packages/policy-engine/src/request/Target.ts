import { Arn, isAccountId, parseArn } from '../arn';
import { CompiledPolicy, statementsOf } from '../documents/CompiledPolicy';
import type { CompiledStatement } from '../documents/CompiledStatement';
import type { Action } from './Action';
import { checkKind } from './checkKind';
import { InvalidRequestError } from './InvalidRequestError';
import type { PreparedTarget } from './PreparedTarget';

/** The statements of the policy on a resource, sorted by effect. */
export interface TargetStatements {
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
}

const NONE: TargetStatements = { allows: [], denies: [] };

/** A resource whose ARN, account and policy were understood. */
export class Target implements PreparedTarget {
  readonly resource: string;
  readonly resourceAccount: string;
  /** Of the ARN; `aws` for an action without resource. */
  readonly partition: string;
  /** Value of the context keys that name the resource's account. */
  readonly accountValues: readonly string[];
  readonly #policy: CompiledPolicy | undefined;
  readonly #statements: TargetStatements;

  /** @throws {@link InvalidRequestError} when resource, account or the kind of the policy is not understood */
  constructor(
    resource: string,
    resourceAccount: string,
    policy: CompiledPolicy | undefined,
    parse: (resource: string) => Arn | undefined = parseResource,
  ) {
    if (!isAccountId(resourceAccount)) {
      throw new InvalidRequestError(
        'malformed-account',
        'resourceAccount',
        `"${resourceAccount}" is not an account id`,
      );
    }
    this.resource = resource;
    this.resourceAccount = resourceAccount;
    this.partition = parse(resource)?.partition ?? 'aws';
    this.accountValues = [resourceAccount];
    this.#policy = policy;
    this.#statements = policy ? sortByEffect(policy) : NONE;
  }

  /**
   * The statements of the policy on it that have a say in an action: a trust policy only guards assuming the role.
   *
   * @throws {@link InvalidRequestError} `wrong-policy-kind` when the policy on a role is no trust policy, or the reverse
   */
  statementsFor(action: Action): TargetStatements {
    if (!this.#policy) {
      return NONE;
    }
    if (this.#policy.kind === 'trust') {
      return action.isAssumption ? this.#statements : NONE;
    }
    if (action.isAssumption || this.#policy.kind !== 'resource') {
      checkKind(
        'resource',
        [this.#policy],
        action.isAssumption ? 'trust' : 'resource',
      );
    }
    return this.#statements;
  }
}

/**
 * The parts of a requested resource's ARN; undefined for `*`.
 *
 * @throws {@link InvalidRequestError} `malformed-resource`, `unsupported-resource`
 */
export function parseResource(resource: string): Arn | undefined {
  if (resource === '*') {
    return undefined;
  }
  let arn;
  try {
    arn = parseArn(resource);
  } catch {
    throw new InvalidRequestError(
      'malformed-resource',
      'resource',
      `"${resource}" is neither an ARN nor "*"`,
    );
  }
  if (arn.service === 's3' && (arn.region !== '' || arn.accountId !== '')) {
    throw new InvalidRequestError(
      'unsupported-resource',
      'resource',
      `"${resource}" is no bucket or object; access points and jobs are not evaluated`,
    );
  }
  return arn;
}

function sortByEffect(policy: CompiledPolicy): TargetStatements {
  const statements = statementsOf(policy);
  return {
    allows: statements.filter(statement => statement.effect === 'Allow'),
    denies: statements.filter(statement => statement.effect === 'Deny'),
  };
}
