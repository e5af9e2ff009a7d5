import type { Request } from 'express';
import { GithubError } from '../hosting/GithubError';
import type { Hosting } from '../hosting/Hosting';
import type { GithubUser } from '../options';

/**
 * Who sends a request, by personal access token: `Bearer`, `token`, or the password of `Basic`.
 *
 * @throws GithubError 401
 */
export function authenticate(hosting: Hosting, request: Request): GithubUser {
  const header = request.headers.authorization;
  if (!header) {
    throw new GithubError(401, 'Requires authentication');
  }
  const token = readToken(header);
  const user = token ? hosting.findByToken(token) : undefined;
  if (!user) {
    throw new GithubError(401, 'Bad credentials');
  }
  return user;
}

function readToken(header: string): string | undefined {
  const [scheme = '', value = ''] = header.split(' ');
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value;
    case 'basic':
      return Buffer.from(value, 'base64').toString('utf8').split(':')[1];
    default:
      return undefined;
  }
}
