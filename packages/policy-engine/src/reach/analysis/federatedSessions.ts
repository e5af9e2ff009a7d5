import type { Guest, OpenDoor } from './OpenDoor';
import { referencesTo, unproven } from './unproven';

/**
 * The sessions of whatever roles are taken with the tokens or assertions of an identity provider, whom a policy lets in that
 * names the provider: nobody can say which roles those are. (AWS: "AWS JSON policy elements: Principal", web identity and
 * SAML session principals.)
 */
export function sessionsOf(providerArn: string, door: OpenDoor): Guest {
  const principal = { kind: 'web-identity', providerArn } as const;
  return {
    principal,
    audience: 'such-principals',
    witness: unproven(
      door.example(principal),
      `The statement lets in the sessions of every role that is taken with a token of ${providerArn}; which roles those are, nobody can say.`,
      referencesTo(door.statement),
    ),
  };
}
