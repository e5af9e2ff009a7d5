import type { IAMClient } from '@aws-sdk/client-iam';
import type { AccessModelGap } from '@corridors/policy-engine';
import type { ReadOutcome } from '../aws/fact';
import { readAws, type ReadContext } from '../aws/readAws';
import { readManagedPolicy } from '../aws/readManagedPolicy';
import { gapOf } from './gap';
import {
  type AuthorizationDetails,
  readAuthorizationDetails,
} from './readAuthorizationDetails';
import {
  managedDocuments,
  managedPoliciesInUse,
  type RolesAndUsers,
  rolesAndUsersOf,
} from './rolesAndUsers';

/** Reads the roles and users of the account that the credentials belong to; when a part of it fails, none. */
export async function readRolesAndUsers(
  iam: IAMClient,
  accountId: string,
  context: ReadContext,
): Promise<RolesAndUsers & { readonly gaps: readonly AccessModelGap[] }> {
  const outcome = await readAll(iam, accountId, context);
  const place = { part: 'roles-and-users', subject: accountId } as const;
  switch (outcome.kind) {
    case 'failure':
      return { roles: [], users: [], gaps: [gapOf(place, outcome.failure)] };
    case 'absent':
      return { roles: [], users: [], gaps: [] };
    case 'value': {
      const { roles, users } = outcome.value;
      const foreign = [...roles, ...users].find(
        ({ arn }) => arn.split(':')[4] !== accountId,
      );
      if (!foreign) {
        return { roles, users, gaps: [] };
      }
      const message = `The credentials for account ${accountId} belong to another one: they read "${foreign.arn}"`;
      return {
        roles: [],
        users: [],
        gaps: [{ ...place, cause: 'failed', message }],
      };
    }
    default:
      return outcome satisfies never;
  }
}

async function readAll(
  iam: IAMClient,
  accountId: string,
  context: ReadContext,
): Promise<ReadOutcome<RolesAndUsers>> {
  const details = await readAuthorizationDetails(iam, accountId, context);
  if (details.kind !== 'value') {
    return details;
  }
  const documents = await readDocuments(iam, details.value, context);
  if (documents.kind !== 'value') {
    return documents;
  }
  return {
    kind: 'value',
    value: rolesAndUsersOf(details.value, documents.value, accountId),
  };
}

/** Documents of all policies in use; what the answer leaves out, such as a policy of AWS's own, is read one by one. */
function readDocuments(
  iam: IAMClient,
  details: AuthorizationDetails,
  context: ReadContext,
): Promise<ReadOutcome<ReadonlyMap<string, string>>> {
  const documents = managedDocuments(details.policies);
  const missing = managedPoliciesInUse(details).filter(
    arn => !documents.has(arn),
  );
  return readAws(context, [], async call => {
    await Promise.all(
      missing.map(async arn => {
        documents.set(arn, await readManagedPolicy(iam, arn, call));
      }),
    );
    return documents;
  });
}
