import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  type GroupDetail,
  type IAMClient,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { ReadOutcome } from '../aws/fact';
import { readAws, type ReadContext } from '../aws/readAws';

/** Everything that GetAccountAuthorizationDetails tells of an account, all pages together. */
export interface AuthorizationDetails {
  readonly roles: readonly RoleDetail[];
  readonly users: readonly UserDetail[];
  readonly groups: readonly GroupDetail[];
  /** Of the account, and those of AWS that are in use. */
  readonly policies: readonly ManagedPolicyDetail[];
}

/** The most that IAM gives on one page (source: IAM API reference, "GetAccountAuthorizationDetails"). */
const PAGE_SIZE = 1000;

/** Reads all pages, or fails as a whole: half an account says nothing about what anybody may do. */
export function readAuthorizationDetails(
  iam: IAMClient,
  accountId: string,
  context: ReadContext,
): Promise<ReadOutcome<AuthorizationDetails>> {
  return readAws(context, [], async call => {
    const pages: GetAccountAuthorizationDetailsResponse[] = [];
    let marker: string | undefined;
    do {
      const current = marker;
      const page = await call({
        permission: 'iam:GetAccountAuthorizationDetails',
        resource: `account ${accountId}`,
        send: abortSignal => readPage(iam, current, abortSignal),
      });
      pages.push(page);
      marker = page.IsTruncated ? page.Marker : undefined;
    } while (marker !== undefined);
    return {
      roles: pages.flatMap(page => page.RoleDetailList ?? []),
      users: pages.flatMap(page => page.UserDetailList ?? []),
      groups: pages.flatMap(page => page.GroupDetailList ?? []),
      policies: pages.flatMap(page => page.Policies ?? []),
    };
  });
}

async function readPage(
  iam: IAMClient,
  marker: string | undefined,
  abortSignal: AbortSignal,
): Promise<GetAccountAuthorizationDetailsResponse> {
  const page = await iam.send(
    new GetAccountAuthorizationDetailsCommand({
      MaxItems: PAGE_SIZE,
      Marker: marker,
    }),
    { abortSignal },
  );
  if (page.IsTruncated && (!page.Marker || page.Marker === marker)) {
    throw Object.assign(
      new Error('the answer says that it goes on, and not where'),
      { name: 'IncompleteAnswer', $metadata: page.$metadata },
    );
  }
  return page;
}
