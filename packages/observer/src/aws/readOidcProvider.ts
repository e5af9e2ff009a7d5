import {
  GetOpenIDConnectProviderCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { ObservedOidcProvider } from './awsAccountSnapshot';
import { ReadOutcome } from './fact';
import { readAws, ReadContext } from './readAws';

/** Reads the OpenID Connect provider with the given ARN. */
export function readOidcProvider(
  iam: IAMClient,
  arn: string,
  context: ReadContext,
): Promise<ReadOutcome<ObservedOidcProvider>> {
  return readAws(
    context,
    ['NoSuchEntity', 'NoSuchEntityException'],
    async call => {
      const provider = await call({
        permission: 'iam:GetOpenIDConnectProvider',
        resource: arn,
        send: abortSignal =>
          iam.send(
            new GetOpenIDConnectProviderCommand({
              OpenIDConnectProviderArn: arn,
            }),
            { abortSignal },
          ),
      });
      return {
        arn,
        url: provider.Url ?? '',
        audiences: provider.ClientIDList ?? [],
      };
    },
  );
}

/**
 * ARN of the provider of an issuer: its URL without `https://`
 * (source: IAM user guide, "Create an OpenID Connect (OIDC) identity provider in IAM").
 */
export function oidcProviderArn(
  partition: string,
  accountId: string,
  issuer: string,
): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${issuerPath(
    issuer,
  )}`;
}

/** Host and path of an issuer: the prefix of its condition keys (`<host/path>:sub`). */
export function issuerPath(issuer: string): string {
  return issuer.replace(/^https?:\/\//, '').replace(/\/+$/, '');
}
