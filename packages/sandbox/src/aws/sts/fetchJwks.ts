import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { z } from 'zod';

const jwksSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string() })),
});

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The keys of an OpenID Connect issuer.
 *
 * @public
 */
export type Jwks = z.infer<typeof jwksSchema>;

/**
 * Reads the keys with which an issuer signs.
 *
 * @param issuer - URL, as in the token's `iss`
 * @public
 */
export type FetchJwks = (issuer: string) => Promise<Jwks>;

const TIMEOUT_MILLISECONDS = 5000;

async function fetchJson(
  url: string,
  ca: string | undefined,
): Promise<unknown> {
  const get = url.startsWith('https:') ? getHttps : getHttp;
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(
      url,
      { ca, timeout: TIMEOUT_MILLISECONDS, agent: false },
      response => {
        response
          .toArray()
          .then(chunks => Buffer.concat(chunks).toString('utf8'))
          .then(body =>
            response.statusCode === 200
              ? resolve(body)
              : reject(new Error(`${url} answered ${response.statusCode}`)),
          )
          .catch(reject);
      },
    );
    request.on('error', reject);
    request.on('timeout', () =>
      request.destroy(
        new Error(`${url} did not answer within ${TIMEOUT_MILLISECONDS} ms`),
      ),
    );
  });
  return JSON.parse(text);
}

/**
 * Reads keys as AWS does: from the issuer's discovery document to its key set (OpenID Connect Discovery 1.0).
 *
 * @param options - `ca`: PEM of a certificate authority to trust in place of the usual ones
 * @public
 */
export function createJwksFetcher(options: {
  readonly ca?: string;
}): FetchJwks {
  return async issuer => {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const discovery = discoverySchema.parse(await fetchJson(url, options.ca));
    if (discovery.issuer !== issuer) {
      throw new Error(
        `${url} says that its issuer is ${discovery.issuer}, not ${issuer}`,
      );
    }
    return jwksSchema.parse(await fetchJson(discovery.jwks_uri, options.ca));
  };
}
