import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
} from 'jose';
import type { JWTPayload } from 'jose';
import { AwsError } from '../http/AwsError';
import type { AccountState, OidcProviderState } from '../state/AwsState';
import type { FetchJwks } from './fetchJwks';

/** What is known of the bearer of a token that was found good. */
export interface WebIdentity {
  readonly provider: OidcProviderState;
  readonly subject: string;
  readonly audience: string;
  readonly claims: JWTPayload;
}

const invalid = (message: string) =>
  new AwsError(400, 'InvalidIdentityToken', message);

const notJwt = () =>
  invalid(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );

const noKey = () =>
  invalid(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  );

function readClaims(token: string): JWTPayload & { iss: string; sub: string } {
  let claims: JWTPayload;
  try {
    decodeProtectedHeader(token);
    claims = decodeJwt(token);
  } catch {
    throw notJwt();
  }
  const { iss, sub } = claims;
  if (iss === undefined) {
    throw invalid('Missing a required claim: iss');
  }
  if (sub === undefined) {
    throw invalid('Missing a required claim: sub');
  }
  return { ...claims, iss, sub };
}

function findProvider(
  account: AccountState | undefined,
  issuer: string,
): OidcProviderState {
  const provider = account?.oidcProviders.get(
    issuer.replace(/^https?:\/\//, ''),
  );
  if (!provider) {
    throw invalid(
      `No OpenIDConnect provider found in your account for ${issuer}`,
    );
  }
  return provider;
}

function findAudience(claims: JWTPayload, provider: OidcProviderState): string {
  const stated = claims.aud === undefined ? [] : [claims.aud].flat();
  const audience = stated.find(each => provider.clientIds.includes(each));
  if (audience === undefined) {
    throw invalid('Incorrect token audience');
  }
  return audience;
}

async function verifySignature(
  token: string,
  issuer: string,
  fetchJwks: FetchJwks,
  now: Date,
): Promise<void> {
  let jwks: Parameters<typeof createLocalJWKSet>[0];
  try {
    jwks = await fetchJwks(issuer);
  } catch {
    // AWS tells its caller no more than this of a provider that it cannot read.
    throw noKey();
  }
  try {
    await jwtVerify(token, createLocalJWKSet(jwks), {
      currentDate: now,
      issuer,
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new AwsError(
        400,
        'ExpiredTokenException',
        `Token expired: current date/time ${Math.floor(
          now.getTime() / 1000,
        )} must be before the expiration date/time ${error.payload.exp}`,
      );
    }
    if (
      error instanceof errors.JWKSNoMatchingKey ||
      error instanceof errors.JWKSInvalid
    ) {
      throw noKey();
    }
    if (error instanceof errors.JWTClaimValidationFailed) {
      throw invalid(`Token is not yet valid or misses a claim: ${error.claim}`);
    }
    throw notJwt();
  }
}

/**
 * Checks a web identity token: its issuer is an OpenID Connect provider of the role's account, its audience one of the
 * provider's, its signature by a key of the issuer's, and it has not expired ("AssumeRoleWithWebIdentity", errors).
 *
 * @throws AwsError `InvalidIdentityToken`, `ExpiredTokenException`
 */
export async function verifyWebIdentity(
  token: string,
  account: AccountState | undefined,
  fetchJwks: FetchJwks,
  now: Date,
): Promise<WebIdentity> {
  const claims = readClaims(token);
  const provider = findProvider(account, claims.iss);
  await verifySignature(token, claims.iss, fetchJwks, now);
  return {
    provider,
    subject: claims.sub,
    audience: findAudience(claims, provider),
    claims,
  };
}
