import {
  IdentityProvider,
  startIdentityProvider,
} from './startIdentityProvider';
import { SandboxUser } from './SandboxUser';

const REDIRECT = 'http://localhost:7007/api/auth/oidc/handler/frame';
const ADA: SandboxUser = {
  name: 'ada',
  displayName: 'Ada <Lovelace>',
  email: 'ada@example.com',
  purpose: 'Owns gha1',
  groups: ['gha'],
};

/** Follows redirects by hand with a cookie jar, as a browser would, until one leaves the provider. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async request(url: string, body?: URLSearchParams): Promise<Response> {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies]
          .map(([key, value]) => `${key}=${value}`)
          .join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (!location) {
      return response;
    }
    const next = new URL(location, url);
    return next.href.startsWith(REDIRECT) ? response : this.request(next.href);
  }
}

describe('startIdentityProvider', () => {
  let provider: IdentityProvider;

  beforeEach(async () => {
    provider = await startIdentityProvider({
      port: 0,
      users: [ADA],
      clients: [
        {
          clientId: 'portal',
          clientSecret: 'not-a-secret',
          redirectUris: [REDIRECT],
        },
      ],
    });
  });

  afterEach(() => provider.close());

  function authorizationUrl() {
    const query = new URLSearchParams({
      client_id: 'portal',
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: REDIRECT,
      state: 'abc',
    });
    return `${provider.url}/auth?${query}`;
  }

  it('signs in whoever was chosen, and issues a refresh token', async () => {
    const browser = new Browser();
    const page = await browser.request(authorizationUrl());
    const html = await page.text();
    expect(html).toContain('Ada &lt;Lovelace&gt;');

    const action = /action="([^"]+)"/.exec(html)?.[1];
    const finished = await browser.request(
      `${provider.url}${action}`,
      new URLSearchParams({ user: 'ada' }),
    );
    const code = new URL(
      finished.headers.get('location') ?? '',
    ).searchParams.get('code');

    const tokens = await fetch(`${provider.url}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('portal:not-a-secret').toString(
          'base64',
        )}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: code ?? '',
        redirect_uri: REDIRECT,
      }),
    });
    const { access_token: accessToken, refresh_token: refreshToken } =
      await tokens.json();
    expect(refreshToken).toEqual(expect.any(String));

    const userinfo = await fetch(`${provider.url}/me`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(await userinfo.json()).toMatchObject({
      sub: 'ada',
      email: 'ada@example.com',
      email_verified: true,
    });
  });

  it('refuses a person that is not in the list', async () => {
    const browser = new Browser();
    const html = await (await browser.request(authorizationUrl())).text();
    const action = /action="([^"]+)"/.exec(html)?.[1];
    const answer = await browser.request(
      `${provider.url}${action}`,
      new URLSearchParams({ user: 'mallory' }),
    );
    expect(answer.status).toBe(400);
  });
});
