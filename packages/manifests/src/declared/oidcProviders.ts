import type { Environment } from '@corridors/model';
import type { AccessModelOidcProvider } from '@corridors/policy-engine';

/** The providers of the environments whose pods take their role with a token; two environments may have one. */
export function oidcProvidersOf(
  environments: readonly Environment[],
): AccessModelOidcProvider[] {
  const providers = new Map<string, AccessModelOidcProvider>();
  for (const { spec } of environments) {
    if (spec.identity.mechanism !== 'irsa') {
      continue;
    }
    const { oidcIssuer: url, audience } = spec.identity;
    const { partition, accountId } = spec.aws;
    const issuer = url.replace(/^https:\/\//, '');
    const arn = `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`;
    const audiences = providers.get(arn)?.audiences ?? [];
    providers.set(arn, {
      arn,
      url,
      audiences: [...new Set([...audiences, audience])],
    });
  }
  return [...providers.values()];
}
