import { AwsError } from '../http/AwsError';
import { members } from '../query/QueryCall';
import { oidcProviderArn } from '../state/arns';
import type { OidcProviderState } from '../state/AwsState';
import { describeTags } from './describe';
import { alreadyExists, noSuchEntity, validationError } from './iamErrors';
import type { IamCall, IamOperations } from './IamOperation';

/** "Each client ID: maximum of 100" of a provider ("IAM and AWS STS quotas"). */
const MAXIMUM_CLIENT_IDS = 100;

function readUrl(call: IamCall): string {
  const url = call.parameters.required('Url');
  if (!url.startsWith('https://')) {
    throw validationError('Invalid Open ID Connect Provider URL');
  }
  return url.slice('https://'.length).replace(/\/$/, '');
}

const providerResource = (call: IamCall) =>
  call.parameters.required('OpenIDConnectProviderArn');

function requireProvider(call: IamCall): OidcProviderState {
  const arn = providerResource(call);
  const provider = [...call.account.oidcProviders.values()].find(
    each => oidcProviderArn(call.account, each) === arn,
  );
  if (!provider) {
    throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  }
  return provider;
}

/** OpenID Connect providers: whose tokens an account takes. */
export const oidcProviderOperations: IamOperations = {
  CreateOpenIDConnectProvider: {
    resource: call => oidcProviderArn(call.account, { url: readUrl(call) }),
    run(call) {
      const url = readUrl(call);
      if (call.account.oidcProviders.has(url)) {
        throw alreadyExists(`Provider with url https://${url} already exists.`);
      }
      const provider: OidcProviderState = {
        url,
        clientIds: call.parameters.list('ClientIDList'),
        thumbprints: call.parameters.list('ThumbprintList'),
        createdAt: call.request.at.toISOString(),
        tags: call.parameters.tags(),
      };
      if (provider.clientIds.length > MAXIMUM_CLIENT_IDS) {
        throw new AwsError(
          409,
          'LimitExceeded',
          `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${MAXIMUM_CLIENT_IDS}`,
        );
      }
      call.account.oidcProviders.set(url, provider);
      call.context.store.changed();
      return {
        OpenIDConnectProviderArn: oidcProviderArn(call.account, provider),
      };
    },
  },
  GetOpenIDConnectProvider: {
    resource: providerResource,
    run(call) {
      const provider = requireProvider(call);
      return {
        Url: provider.url,
        ClientIDList: members(provider.clientIds),
        ThumbprintList: members(provider.thumbprints),
        CreateDate: provider.createdAt,
        Tags: describeTags(provider.tags),
      };
    },
  },
  ListOpenIDConnectProviders: {
    resource: call => oidcProviderArn(call.account, { url: '*' }),
    run: call => ({
      OpenIDConnectProviderList: members(
        [...call.account.oidcProviders.values()].map(provider => ({
          Arn: oidcProviderArn(call.account, provider),
        })),
      ),
    }),
  },
  AddClientIDToOpenIDConnectProvider: {
    resource: providerResource,
    run(call) {
      const provider = requireProvider(call);
      const id = call.parameters.required('ClientID');
      if (!provider.clientIds.includes(id)) {
        provider.clientIds.push(id);
        call.context.store.changed();
      }
      return undefined;
    },
  },
  RemoveClientIDFromOpenIDConnectProvider: {
    resource: providerResource,
    run(call) {
      const provider = requireProvider(call);
      const id = call.parameters.required('ClientID');
      provider.clientIds = provider.clientIds.filter(each => each !== id);
      call.context.store.changed();
      return undefined;
    },
  },
  DeleteOpenIDConnectProvider: {
    resource: providerResource,
    run(call) {
      call.account.oidcProviders.delete(requireProvider(call).url);
      call.context.store.changed();
      return undefined;
    },
  },
};
