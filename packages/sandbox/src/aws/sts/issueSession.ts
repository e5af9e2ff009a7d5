import { sealSessionToken } from '../authentication/sessionTokens';
import type { QueryCall, QueryResult } from '../query/QueryCall';
import { sessionArn } from '../state/arns';
import type { OwnedRole } from '../state/findEntity';
import { newIdentifier, newSecretAccessKey } from '../state/identifiers';
import type { AssumeRoleInput } from './assumeRoleInput';

/** What a new session is made of, beyond what its caller asked for. */
export interface SessionFacts {
  readonly durationSeconds: number;
  readonly tags?: ReadonlyMap<string, string>;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  readonly federatedProvider?: string;
}

/** Hands out credentials of a role: the part of the answer that every way of assuming it has. */
export function issueSession(
  call: QueryCall,
  { account, role }: OwnedRole,
  input: AssumeRoleInput,
  facts: SessionFacts,
): NonNullable<QueryResult> {
  const issuedAt = call.request.at;
  // Whole seconds, as STS writes them.
  const expiresAt = new Date(
    Math.floor(issuedAt.getTime() / 1000) * 1000 + facts.durationSeconds * 1000,
  ).toISOString();
  const accessKeyId = newIdentifier('ASIA');
  const secretAccessKey = newSecretAccessKey();
  const sessionToken = sealSessionToken(
    {
      accessKeyId,
      secretAccessKey,
      accountId: account.accountId,
      roleName: role.name,
      roleId: role.id,
      sessionName: input.sessionName,
      issuedAt: issuedAt.toISOString(),
      expiresAt,
      sessionPolicies: [...input.sessionPolicies],
      tags: [...(facts.tags ?? [])],
      transitiveTagKeys: [...(facts.transitiveTagKeys ?? [])],
      sourceIdentity: facts.sourceIdentity,
      federatedProvider: facts.federatedProvider,
    },
    call.context.store.state.tokenKey,
  );
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiresAt.replace('.000Z', 'Z'),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${input.sessionName}`,
      Arn: sessionArn(account, role.name, input.sessionName),
    },
    PackedPolicySize:
      input.sessionPolicies.length === 0
        ? undefined
        : Math.ceil((input.sessionPolicies.join('').length / 2048) * 100),
    SourceIdentity: facts.sourceIdentity,
  };
}
