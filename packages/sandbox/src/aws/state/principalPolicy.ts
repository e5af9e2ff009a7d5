import type { AwsState, PrincipalPolicy } from './AwsState';
import { findPrincipalId } from './findEntity';
import { listOf } from './listOf';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const ACCOUNT_ID = /^\d{12}$/;
const ENTITY_ARN = /^arn:aws:iam::(\d{12}):(role|user)\/.+/;

function mapPrincipals(
  document: Json,
  rename: (principal: string) => string,
): Json {
  if (
    typeof document !== 'object' ||
    document === null ||
    Array.isArray(document)
  ) {
    return document;
  }
  const rewrite = (value: Json): Json => {
    if (typeof value === 'string') {
      return rename(value);
    }
    return Array.isArray(value) ? value.map(rewrite) : value;
  };
  const statements = listOf<Json>(document.Statement).map(statement => {
    if (
      typeof statement !== 'object' ||
      statement === null ||
      Array.isArray(statement)
    ) {
      return statement;
    }
    const copy = { ...statement };
    for (const element of ['Principal', 'NotPrincipal']) {
      const principal = copy[element];
      if (
        typeof principal === 'object' &&
        principal !== null &&
        !Array.isArray(principal) &&
        principal.AWS !== undefined
      ) {
        copy[element] = { ...principal, AWS: rewrite(principal.AWS) };
      }
    }
    return copy;
  });
  return { ...document, Statement: statements };
}

/** The entities that a document names as principals, by the account that should know them. */
export function listEntityPrincipals(
  document: string,
): { arn: string; accountId: string }[] {
  const found: { arn: string; accountId: string }[] = [];
  mapPrincipals(JSON.parse(document) as Json, principal => {
    const accountId = ENTITY_ARN.exec(principal)?.[1];
    if (accountId !== undefined) {
      found.push({ arn: principal, accountId });
    }
    return principal;
  });
  return found;
}

/**
 * Takes down a policy as IAM and S3 do: an account's number becomes the ARN of its root, and every role and user is
 * remembered by its unique id.
 *
 * @returns the policy to keep, or the first principal that does not exist
 */
export function savePrincipalPolicy(
  document: string,
  state: AwsState,
): { saved: PrincipalPolicy } | { unknownPrincipal: string } {
  const principalIds = new Map<string, string>();
  for (const { arn, accountId } of listEntityPrincipals(document)) {
    const id = findPrincipalId(state, arn);
    if (id === undefined && state.accounts.has(accountId)) {
      return { unknownPrincipal: arn };
    }
    if (id !== undefined) {
      principalIds.set(arn, id);
    }
  }
  let isRewritten = false;
  const normalized = mapPrincipals(JSON.parse(document) as Json, principal => {
    if (!ACCOUNT_ID.test(principal)) {
      return principal;
    }
    isRewritten = true;
    return `arn:aws:iam::${principal}:root`;
  });
  return {
    saved: {
      document: isRewritten ? JSON.stringify(normalized) : document,
      principalIds,
    },
  };
}

/**
 * The document as it stands now: a role or user that no longer exists, or was made again under the same name, shows as
 * the unique id that it had. Nothing that exists matches such an id.
 */
export function showPrincipalPolicy(
  policy: PrincipalPolicy,
  state: AwsState,
): string {
  const gone = [...policy.principalIds].filter(
    ([arn, id]) => findPrincipalId(state, arn) !== id,
  );
  if (gone.length === 0) {
    return policy.document;
  }
  const ids = new Map(gone);
  return JSON.stringify(
    mapPrincipals(
      JSON.parse(policy.document) as Json,
      principal => ids.get(principal) ?? principal,
    ),
  );
}
