import { AccessRequest, Principal } from '..';
import { accountOf, resourceAccountOf } from './naiveContext';
import { NamedAs } from './naivePrincipals';
import { Question } from './Question';
import { RawPolicies, RawPolicy } from './RawPolicy';

const WITH_TOKEN = ['sts:assumerolewithwebidentity', 'sts:assumerolewithsaml'];
const TAGGING = ['sts:tagsession', 'sts:setsourceidentity'];
const FOR_USERS = ['sts:getsessiontoken', 'sts:getfederationtoken'];

/** What a request may come to: `depends` when it hangs on the name of the role's session, which is not said. */
export type NaiveVerdict = 'allow' | 'deny' | 'depends';

/**
 * Decides a request from policies as JSON has them, when the context is complete: step by step as the pages of AWS's
 * documentation tell it, with no thought for speed, and sharing nothing with the engine. The engine is compared with it.
 *
 * Source: "Policy evaluation logic", "Cross-account policy evaluation logic", "Permissions boundaries for IAM entities",
 * "Session policies", "Service control policies", and the API references of AssumeRole and AssumeRoleWithWebIdentity.
 */
export function naiveDecide(
  request: AccessRequest,
  policies: RawPolicies,
): NaiveVerdict {
  const verdicts = new Set(
    sessionsOf(request.principal, policies).map(principal =>
      isAllowed({ ...request, principal }, policies, request.principal)
        ? 'allow'
        : 'deny',
    ),
  );
  const [verdict = 'deny', another] = verdicts;
  return another === undefined ? verdict : 'depends';
}

/** The caller; for a role of whose session nothing is said, also each session that the policy on the resource tells apart. */
export function sessionsOf(
  principal: Principal,
  { resource }: RawPolicies,
): Principal[] {
  if (principal.kind !== 'role') {
    return [principal];
  }
  const [, , , , account, role = ''] = principal.arn.split(':');
  const prefix = `sts::${account}:assumed-role/${role.split('/').pop()}/`;
  const named = JSON.stringify(resource ?? '')
    .split('"')
    .filter(text => text.replace(/^arn:[^:]+:/, '').startsWith(prefix));
  return [
    principal,
    ...named.map(arn => ({
      kind: 'assumed-role' as const,
      arn,
      roleArn: principal.arn,
    })),
  ];
}

/** @param asked - the caller before a session was thought of */
function isAllowed(
  request: AccessRequest,
  policies: RawPolicies,
  asked: Principal,
): boolean {
  const { principal } = request;
  const action = request.action.toLowerCase();
  if (action === 'sts:getcalleridentity') {
    return principal.kind !== 'anonymous' && principal.kind !== 'web-identity';
  }
  if (!canAsk(principal, action)) {
    return false;
  }
  if (FOR_USERS.includes(action) && !isUser(principal)) {
    return false;
  }
  if (action === 'sts:getsessiontoken') {
    return true;
  }

  const scp = isServiceLinked(principal) ? [] : policies.scp ?? [];
  const asks = new Question(request, asked, policies.boundary !== undefined);
  const everything = [
    ...(policies.identity ?? []),
    ...(policies.boundary ?? []),
    ...(policies.session ?? []),
    ...scp.flat(),
    ...(policies.resource && !ownsBucketPolicy(request)
      ? [policies.resource]
      : []),
  ];
  if (everything.some(policy => asks.isAnswered('Deny', policy))) {
    return false;
  }

  const allows = (list: readonly RawPolicy[]) =>
    list.some(policy => asks.isAnswered('Allow', policy));
  const organisationAllows = scp.every(allows);
  const limitsAllow =
    (policies.boundary === undefined || allows(policies.boundary)) &&
    (policies.session === undefined || allows(policies.session));
  const identityAllows =
    principal.kind === 'root' || allows(policies.identity ?? []);
  const granted = policies.resource
    ? asks.grantsOf(policies.resource)
    : new Set<NamedAs>();

  if (!organisationAllows) {
    return false;
  }
  const account = accountOf(principal);
  if (account === undefined) {
    return granted.size > 0;
  }
  if (account !== resourceAccountOf(request)) {
    return granted.size > 0 && identityAllows && limitsAllow;
  }
  const isSessionOfUser =
    policies.session !== undefined &&
    principal.kind === 'user' &&
    principal.arn.includes(':user/');
  if (granted.has('everybody') || (granted.has('itself') && !isSessionOfUser)) {
    return true;
  }
  if (granted.has('role') || granted.has('itself')) {
    return limitsAllow;
  }
  if (
    [...TAGGING, 'sts:assumerole'].includes(action) &&
    !granted.has('account')
  ) {
    return false;
  }
  return identityAllows && limitsAllow;
}

/**
 * Whether such a caller can ask for such an action at all: who has a token can assume a role with it and tag the session,
 * no one else can, and a SAML assertion is a token of its own; only S3 answers the anonymous; the root user cannot assume a role.
 *
 * Source: "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML", "AssumeRole", "Policy evaluation logic".
 */
function canAsk(principal: Principal, action: string): boolean {
  switch (principal.kind) {
    case 'web-identity': {
      const own = principal.providerArn.includes(':saml-provider/')
        ? 'sts:assumerolewithsaml'
        : 'sts:assumerolewithwebidentity';
      return [own, ...TAGGING].includes(action);
    }
    case 'anonymous':
      return action.startsWith('s3:');
    case 'root':
      return ![...WITH_TOKEN, 'sts:assumerole'].includes(action);
    default:
      return !WITH_TOKEN.includes(action);
  }
}

/** Whether the caller has no session of a role or of a federated user. Source: "Compare AWS STS credentials". */
function isUser(principal: Principal): boolean {
  return (
    !['role', 'assumed-role'].includes(principal.kind) &&
    !('arn' in principal && principal.arn.includes(':federated-user/'))
  );
}

/** Source: "Service control policies", tasks and entities not restricted by SCPs. */
function isServiceLinked(principal: Principal): boolean {
  const arn =
    principal.kind === 'assumed-role'
      ? principal.roleArn
      : 'arn' in principal && principal.arn;
  return String(arn).includes(':role/aws-service-role/');
}

/** Whether the root user of the owner asks for the bucket's policy, which no bucket policy denies. Source: "PutBucketPolicy". */
function ownsBucketPolicy(request: AccessRequest): boolean {
  const { principal, action } = request;
  return (
    principal.kind === 'root' &&
    principal.accountId === resourceAccountOf(request) &&
    /^s3:(get|put|delete)bucketpolicy$/i.test(action)
  );
}
