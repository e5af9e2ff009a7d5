import type { Caller } from '../authentication/Caller';
import type { AccessCheck } from '../authorization/Authorizer';
import { callerName, transportContext } from '../authorization/requestContext';
import type { ConditionContext } from '../authorization/requestContext';
import { AwsError } from '../http/AwsError';
import type { QueryCall, QueryResult } from '../query/QueryCall';
import { findRole } from '../state/findEntity';
import type { OwnedRole } from '../state/findEntity';
import { showPrincipalPolicy } from '../state/principalPolicy';
import { readAssumeRoleInput } from './assumeRoleInput';
import type { AssumeRoleInput } from './assumeRoleInput';
import { issueSession } from './issueSession';

const DEFAULT_SECONDS = 3600;
/** "Role chaining limits your AWS CLI or AWS API role session to a maximum of one hour." */
const CHAINED_SECONDS = 3600;

const invalid = (message: string) =>
  new AwsError(400, 'ValidationError', message);

function denied(call: QueryCall, action: string, roleArn: string): AwsError {
  const who =
    call.caller.kind === 'anonymous' ? 'anonymous' : callerName(call.caller);
  return new AwsError(
    403,
    'AccessDenied',
    `User: ${who} is not authorized to perform: ${action} on resource: ${roleArn}`,
  );
}

/** The check of a trust policy, in the words of the policy engine. */
export function trustCheck(
  call: QueryCall,
  { account, role }: OwnedRole,
  roleArn: string,
  action: string,
  context: ConditionContext,
): AccessCheck {
  return {
    action,
    resource: roleArn,
    resourceAccount: account.accountId,
    context: {
      ...transportContext(call.request, call.signature, call.context.region),
      ...context,
    },
    resourcePolicy: call.context.compiler.compile(
      showPrincipalPolicy(role.trustPolicy, call.context.store.state),
      { kind: 'trust', name: `${roleArn} trust policy` },
    ),
  };
}

/** Session tags: those asked for, over those that a chained session passes on. */
function inheritedTags(caller: Caller): Map<string, string> {
  if (caller.kind !== 'session') {
    return new Map();
  }
  const { tags, transitiveTagKeys } = caller.claims;
  return new Map(tags.filter(([key]) => transitiveTagKeys.includes(key)));
}

function durationOf(
  call: QueryCall,
  { role }: OwnedRole,
  input: AssumeRoleInput,
): number {
  const asked = input.durationSeconds ?? DEFAULT_SECONDS;
  if (call.caller.kind === 'session' && asked > CHAINED_SECONDS) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  // "The maximum session duration setting does not limit sessions assumed by AWS services."
  if (
    call.caller.kind !== 'service' &&
    asked > role.maxSessionDurationSeconds
  ) {
    throw invalid(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return asked;
}

function stsContext(
  call: QueryCall,
  input: AssumeRoleInput,
  tags: ReadonlyMap<string, string>,
) {
  const externalId = call.parameters.optional('ExternalId');
  const sourceIdentity = call.parameters.optional('SourceIdentity');
  const context: Record<string, string | string[]> = {
    'sts:RoleSessionName': input.sessionName,
  };
  if (externalId !== undefined) {
    context['sts:ExternalId'] = externalId;
  }
  if (sourceIdentity !== undefined) {
    context['sts:SourceIdentity'] = sourceIdentity;
  }
  if (tags.size > 0) {
    context['aws:TagKeys'] = [...tags.keys()];
    context['sts:TransitiveTagKeys'] =
      call.parameters.list('TransitiveTagKeys');
    for (const [key, value] of tags) {
      context[`aws:RequestTag/${key}`] = value;
    }
  }
  return context;
}

/** `AssumeRole`: the role's trust policy and, where it only delegates, the caller's own policies decide. */
export function assumeRole(call: QueryCall): QueryResult {
  const { caller, parameters, context } = call;
  const input = readAssumeRoleInput(call);
  if (caller.kind === 'anonymous') {
    throw new AwsError(
      403,
      'MissingAuthenticationToken',
      'Request is missing Authentication Token',
    );
  }
  if (caller.kind === 'root') {
    throw new AwsError(
      403,
      'AccessDenied',
      'Roles may not be assumed by root accounts.',
    );
  }
  const owned = findRole(context.store.state, input.roleArn);
  if (!owned) {
    // The same as for a role that does not trust the caller: AWS does not tell which roles exist.
    throw denied(call, 'sts:AssumeRole', input.roleArn);
  }
  const tags = parameters.tags();
  const sourceIdentity = parameters.optional('SourceIdentity');
  const actions = [
    'sts:AssumeRole',
    ...(tags.size > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  for (const action of actions) {
    const check = trustCheck(
      call,
      owned,
      input.roleArn,
      action,
      stsContext(call, input, tags),
    );
    if (context.authorizer.decide(caller, check).verdict !== 'allow') {
      throw denied(call, action, input.roleArn);
    }
  }
  return issueSession(call, owned, input, {
    durationSeconds: durationOf(call, owned, input),
    tags: new Map([...inheritedTags(caller), ...tags]),
    transitiveTagKeys: [
      ...inheritedTags(caller).keys(),
      ...parameters.list('TransitiveTagKeys'),
    ],
    sourceIdentity:
      sourceIdentity ??
      (caller.kind === 'session' ? caller.claims.sourceIdentity : undefined),
  });
}
