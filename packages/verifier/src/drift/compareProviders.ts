import type { AccessModel } from '@corridors/policy-engine';
import type { StatementDrift } from './statementDrift';

/** Compares each declared OpenID Connect provider, with the audiences that it takes. */
export function compareProviders(
  declared: AccessModel,
  configured: AccessModel,
): StatementDrift[] {
  const found = new Map(
    configured.oidcProviders.map(provider => [provider.arn, provider]),
  );
  return declared.oidcProviders.flatMap(
    ({ arn, audiences }): StatementDrift[] => {
      const own = found.get(arn);
      const head = { owner: arn, part: 'oidc-provider' } as const;
      const gap = (configured.gaps ?? []).find(
        ({ part, subject }) =>
          part === 'oidc-providers' && subject === arn.split(':')[4],
      );
      if (!own) {
        return [
          gap
            ? {
                ...head,
                change: 'unknown',
                summary: `The provider ${arn} is not compared: ${gap.message}.`,
              }
            : {
                ...head,
                change: 'missing',
                summary: `The environment takes tokens by the provider ${arn}, and the account does not have it.`,
              },
        ];
      }
      const added = own.audiences.filter(one => !audiences.includes(one));
      const missing = audiences.filter(one => !own.audiences.includes(one));
      return added.length + missing.length === 0
        ? []
        : [
            {
              ...head,
              change: 'changed',
              summary: `The provider ${arn} takes other audiences than declared: ${[
                ...added.map(one => `${one} too`),
                ...missing.map(one => `not ${one}`),
              ].join(', ')}.`,
            },
          ];
    },
  );
}
