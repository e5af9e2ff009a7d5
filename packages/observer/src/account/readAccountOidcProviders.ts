import {
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import type {
  AccessModelGap,
  AccessModelOidcProvider,
} from '@corridors/policy-engine';
import { readAws, type ReadContext } from '../aws/readAws';
import { readOidcProvider } from '../aws/readOidcProvider';
import { gapOf } from './gap';

/** Reads every OpenID Connect provider that the account trusts. */
export async function readAccountOidcProviders(
  iam: IAMClient,
  accountId: string,
  context: ReadContext,
): Promise<{
  readonly oidcProviders: readonly AccessModelOidcProvider[];
  readonly gaps: readonly AccessModelGap[];
}> {
  const place = { part: 'oidc-providers', subject: accountId } as const;
  const list = await readAws(context, [], async call => {
    const answer = await call({
      permission: 'iam:ListOpenIDConnectProviders',
      resource: `account ${accountId}`,
      send: abortSignal =>
        iam.send(new ListOpenIDConnectProvidersCommand({}), { abortSignal }),
    });
    return (answer.OpenIDConnectProviderList ?? []).flatMap(({ Arn: arn }) =>
      arn === undefined ? [] : [arn],
    );
  });
  if (list.kind !== 'value') {
    return {
      oidcProviders: [],
      gaps: list.kind === 'failure' ? [gapOf(place, list.failure)] : [],
    };
  }
  const outcomes = await Promise.all(
    [...list.value].sort().map(arn => readOidcProvider(iam, arn, context)),
  );
  return {
    oidcProviders: outcomes.flatMap(outcome =>
      outcome.kind === 'value'
        ? [{ ...outcome.value, url: issuerUrl(outcome.value.url) }]
        : [],
    ),
    gaps: outcomes.flatMap(outcome =>
      outcome.kind === 'failure' ? [gapOf(place, outcome.failure)] : [],
    ),
  };
}

/** IAM tells the URL without its scheme, which is always https. */
function issuerUrl(url: string): string {
  return url.startsWith('https://') ? url : `https://${url}`;
}
