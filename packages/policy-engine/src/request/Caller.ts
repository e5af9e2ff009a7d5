import type { ContextKey } from '../conditions/ContextKey';
import { CompiledPolicy, statementsOf } from '../documents/CompiledPolicy';
import type { CompiledStatement } from '../documents/CompiledStatement';
import type { AccessRequest, Principal } from './AccessRequest';
import type { CallerPolicies } from './ApplicablePolicies';
import { checkKind } from './checkKind';
import { deriveContext, KnownContext } from './deriveContext';
import type { PreparedCaller } from './PreparedCaller';
import { identifyPrincipal, PrincipalIdentity } from './PrincipalIdentity';
import type { ContextLookup } from './RequestContext';

type Statements = readonly CompiledStatement[];

/** The statements with the effect Allow of a caller's policies. Absent: there is no such limit. */
export interface CallerAllows {
  readonly identity: Statements;
  readonly boundary: Statements | undefined;
  readonly session: Statements | undefined;
  readonly scp: readonly Statements[];
}

const NO_POLICIES: CallerPolicies = {};

/** A caller whose principal was understood and whose statements are sorted by effect. */
export class Caller implements PreparedCaller {
  readonly principal: Principal;
  readonly policies: CallerPolicies;
  readonly context: AccessRequest['context'];
  readonly contextComplete: boolean;
  readonly identity: PrincipalIdentity;
  readonly hasBoundary: boolean;
  readonly hasSessionPolicy: boolean;
  readonly allows: CallerAllows;
  readonly denies: Statements;
  /** In which a root user is named. */
  readonly partition: string;
  readonly #known: KnownContext;
  #inOtherPartition: Caller | undefined;

  /** @throws {@link InvalidRequestError} when principal, context or the kind of a policy is not understood */
  constructor(source: PreparedCaller, partition = 'aws') {
    this.principal = source.principal;
    this.policies = source.policies;
    this.context = source.context;
    this.contextComplete = source.contextComplete;
    this.partition = partition;
    this.identity = identifyPrincipal(this.principal, partition);
    this.#known = deriveContext(this.identity, this.context);
    checkKinds(this.policies);
    const { identity, boundary, session, scp } = policiesOf(
      this.identity,
      this.policies,
    );
    this.hasBoundary = boundary !== undefined;
    this.hasSessionPolicy = session !== undefined;
    this.allows = {
      identity: withEffect('Allow', identity ?? []),
      boundary: boundary && withEffect('Allow', boundary),
      session: session && withEffect('Allow', session),
      scp: (scp ?? []).map(level => withEffect('Allow', level)),
    };
    this.denies = withEffect('Deny', [
      ...(identity ?? []),
      ...(boundary ?? []),
      ...(session ?? []),
      ...(scp ?? []).flat(),
    ]);
  }

  /** Whether the key was given or follows from the principal. */
  knows(key: ContextKey): boolean {
    return this.#known.has(key.folded);
  }

  lookup(key: ContextKey): ContextLookup {
    return (
      this.#known.get(key.folded) ??
      (this.contextComplete ? 'absent' : 'unknown')
    );
  }

  /** The caller as it is named in a partition: only a root user is given without its ARN. */
  inPartition(partition: string): Caller {
    if (this.identity.kind !== 'root' || this.partition === partition) {
      return this;
    }
    if (this.#inOtherPartition?.partition !== partition) {
      this.#inOtherPartition = new Caller(this, partition);
    }
    return this.#inOtherPartition;
  }
}

const SERVICE_LINKED_ROLE = /^arn:[^:]*:iam::[^:]*:role\/aws-service-role\//;

/**
 * The policies that count for a caller. Services, tokens and anonymous callers have none of their own; what a role does that
 * is linked to a service no service control policy limits. (AWS: "Service control policies", tasks and entities not
 * restricted by SCPs.)
 */
function policiesOf(
  { accountId, arn }: PrincipalIdentity,
  policies: CallerPolicies,
): CallerPolicies {
  if (accountId === undefined) {
    return NO_POLICIES;
  }
  if (policies.scp && arn && SERVICE_LINKED_ROLE.test(arn)) {
    const { scp: _, ...others } = policies;
    return others;
  }
  return policies;
}

function withEffect(
  effect: 'Allow' | 'Deny',
  policies: readonly CompiledPolicy[],
): Statements {
  return policies.flatMap(policy =>
    statementsOf(policy).filter(statement => statement.effect === effect),
  );
}

function checkKinds(policies: CallerPolicies): void {
  checkKind('identity', policies.identity ?? [], 'identity');
  checkKind('boundary', policies.boundary ?? [], 'boundary');
  checkKind('session', policies.session ?? [], 'session');
  checkKind('scp', (policies.scp ?? []).flat(), 'scp');
}
