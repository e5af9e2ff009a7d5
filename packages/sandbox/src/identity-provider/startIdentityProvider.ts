import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import express from 'express';
import Router from 'express-promise-router';
import { exportJWK, generateKeyPair, JWK } from 'jose';
import Provider, { Configuration } from 'oidc-provider';
import { renderSignInPage } from './renderSignInPage';
import { SandboxUser } from './SandboxUser';

/** @public */
export interface IdentityProviderClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

/** @public */
export interface IdentityProviderOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly users: readonly SandboxUser[];
  readonly clients: readonly IdentityProviderClient[];
}

/** @public */
export interface IdentityProvider {
  /** Issuer, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const DAY_SECONDS = 24 * 60 * 60;

function findUser(
  users: readonly SandboxUser[],
  name: unknown,
): SandboxUser | undefined {
  return users.find(user => user.name === name);
}

async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' };
}

function providerConfiguration(
  options: IdentityProviderOptions,
  signingKey: JWK,
): Configuration {
  return {
    jwks: { keys: [signingKey] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: options.clients.map(client => ({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: [...client.redirectUris],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })),
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: {
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    // A browser that reloads the portal renews its session; without a refresh token it would have to sign in again.
    issueRefreshToken: async () => true,
    pkce: { required: () => false },
    ttl: {
      AccessToken: 3600,
      IdToken: 3600,
      RefreshToken: DAY_SECONDS,
      Session: DAY_SECONDS,
      Grant: DAY_SECONDS,
    },
    findAccount: async (_context, subject) => {
      const user = findUser(options.users, subject);
      return (
        user && {
          accountId: user.name,
          claims: async () => ({
            sub: user.name,
            name: user.displayName,
            preferred_username: user.name,
            email: user.email,
            email_verified: true,
          }),
        }
      );
    },
    // Nobody is asked whether the portal may know their name: the sandbox has one application.
    loadExistingGrant: async context => {
      const { client, session } = context.oidc;
      if (!client || !session?.accountId) {
        return undefined;
      }
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope('openid profile email offline_access');
      await grant.save();
      return grant;
    },
  };
}

/**
 * An OpenID Connect provider on loopback, with a page to choose who one is instead of passwords.
 *
 * @public
 */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const provider = new Provider(
    url,
    providerConfiguration(options, await createSigningKey()),
  );

  const router = Router();
  router.get('/interaction/:uid', async (request, response) => {
    await provider.interactionDetails(request, response);
    response
      .type('html')
      .send(
        renderSignInPage(options.users, `/interaction/${request.params.uid}`),
      );
  });
  router.post(
    '/interaction/:uid',
    express.urlencoded({ extended: false }),
    async (request, response) => {
      await provider.interactionDetails(request, response);
      const user = findUser(options.users, request.body.user);
      if (!user) {
        response
          .status(400)
          .type('text')
          .send('Unknown user. Go back and choose one of the list.');
        return;
      }
      await provider.interactionFinished(request, response, {
        login: { accountId: user.name },
      });
    },
  );
  app.use(router);
  app.use(provider.callback());

  return {
    url,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
