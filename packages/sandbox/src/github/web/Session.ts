import { randomBytes, timingSafeEqual } from 'crypto';
import type { Request, Response } from 'express';
import { GithubError } from '../hosting/GithubError';
import type { Hosting } from '../hosting/Hosting';
import type { GithubUser } from '../options';

const COOKIE = 'sandbox_github';

/** Who looks at the pages. There are no passwords: a person picks who they are. */
export interface Session {
  readonly user: GithubUser;
  /** Must come back with every form; another site cannot know it. */
  readonly csrfToken: string;
}

/** Reads the session of a request, and starts one where there is none. */
export function readSession(
  hosting: Hosting,
  request: Request,
  response: Response,
): Session {
  const [csrfToken, login] = cookieOf(request)?.split('.') ?? [];
  const user = login
    ? hosting.findByLogin(decodeURIComponent(login))
    : undefined;
  const [first] = hosting.users;
  if (csrfToken && user) {
    return { user, csrfToken };
  }
  if (!first) {
    throw new GithubError(
      500,
      'The sandbox has no users: give startGithub at least one',
    );
  }
  return writeSession(response, {
    user: first,
    csrfToken: csrfToken ?? randomBytes(18).toString('base64url'),
  });
}

/** Keeps a session in the browser. */
export function writeSession(response: Response, session: Session): Session {
  response.cookie(
    COOKIE,
    `${session.csrfToken}.${encodeURIComponent(session.user.login)}`,
    {
      httpOnly: true,
      sameSite: 'strict',
      encode: value => value,
    },
  );
  return session;
}

/** @throws GithubError 403 when a form did not come from our own page */
export function assertOwnForm(request: Request, session: Session): void {
  const body: unknown = request.body;
  const sent =
    typeof body === 'object' && body && 'csrf' in body ? String(body.csrf) : '';
  const expected = Buffer.from(session.csrfToken);
  const given = Buffer.from(sent);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new GithubError(
      403,
      'This form is out of date. Reload the page and try again.',
    );
  }
}

function cookieOf(request: Request): string | undefined {
  return request.headers.cookie
    ?.split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
}
