import { toError } from '@backstage/errors';
import { z } from 'zod';
import { ForgeError, type ForgeErrorKind } from '../forge/ForgeError';

/** Where and when an error came up. */
export interface ErrorSituation {
  /** What was being done: `read branch main`. */
  readonly task: string;
  /** `host/owner/repo` */
  readonly repository: string;
  /** Set when the time limit ended the request. */
  readonly timedOutAfterMs?: number;
  /** What `fetch` failed with, of which Octokit keeps only the message. */
  readonly connectionError?: unknown;
}

const answeredError = z.object({
  status: z.number().int(),
  response: z.object({
    headers: z.record(z.string(), z.unknown()).catch({}),
    data: z
      .object({
        message: z.string().catch(''),
        errors: z
          .array(
            z.object({
              message: z.string().optional(),
              field: z.string().optional(),
            }),
          )
          .catch([]),
      })
      .catch({ message: '', errors: [] }),
  }),
});

type AnsweredError = z.infer<typeof answeredError>;

const LONGEST_QUOTE = 300;

/**
 * Tells a failure of Octokit as a {@link ForgeError}. Only GitHub's own message is quoted, never the request, which
 * carries the token.
 */
export function toForgeError(
  error: unknown,
  situation: ErrorSituation,
): ForgeError {
  if (error instanceof ForgeError) {
    return error;
  }
  const failed = `Could not ${situation.task} in ${situation.repository}`;
  if (situation.timedOutAfterMs !== undefined) {
    return new ForgeError(
      'timeout',
      `${failed}: no answer within ${
        situation.timedOutAfterMs / 1000
      } s. Try again; if it goes on, check the connection to the host`,
    );
  }
  const answered = answeredError.safeParse(error);
  if (!answered.success) {
    return new ForgeError(
      'unavailable',
      `${failed}: no connection (${describeConnectionError(
        situation.connectionError ?? error,
      )}). Check that the host runs and that apiBaseUrl in app-config names it`,
    );
  }
  const { status } = answered.data;
  const { kind, advice } = classify(answered.data);
  const said = quote(messageOf(answered.data));
  return new ForgeError(
    kind,
    `${failed}: GitHub answered ${status}${said && ` "${said}"`}. ${advice}`,
    { status },
  );
}

/** The innermost code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`), which says more than `fetch failed`. */
function describeConnectionError(error: unknown): string {
  const { message, cause } = toError(error);
  const inner = z
    .object({ code: z.string(), message: z.string().catch('') })
    .safeParse(cause);
  if (!inner.success) {
    return quote(message);
  }
  return quote(`${inner.data.code} ${inner.data.message}`);
}

function classify(error: AnsweredError): {
  kind: ForgeErrorKind;
  advice: string;
} {
  if (isRateLimited(error)) {
    return {
      kind: 'unavailable',
      advice: `The rate limit is used up; try again ${resetTime(error)}`,
    };
  }
  switch (error.status) {
    case 401:
      return {
        kind: 'unauthorized',
        advice:
          'Its token is wrong or expired: renew it under integrations.github in app-config',
      };
    case 403:
      return {
        kind: 'forbidden',
        advice:
          'Its token needs read and write access to contents and pull requests of this repository',
      };
    case 404:
      return {
        kind: 'not-found',
        advice: 'It does not exist, or the token may not see it',
      };
    case 405:
    case 409:
      return {
        kind: 'conflict',
        advice:
          'Somebody else changed the repository at the same time; try again',
      };
    case 429:
      return {
        kind: 'unavailable',
        advice: 'Too many requests; try again in a few minutes',
      };
    default:
      return error.status >= 500
        ? {
            kind: 'unavailable',
            advice: 'The host has a fault of its own; try again later',
          }
        : {
            kind: 'rejected',
            advice:
              'Branch protection or a rule of the repository may forbid this change',
          };
  }
}

/** GitHub Docs, "Rate limits for the REST API": 403 or 429 with `x-ratelimit-remaining: 0` or `retry-after`. */
function isRateLimited({
  status,
  response: { headers },
}: AnsweredError): boolean {
  const limited =
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined;
  return (status === 403 || status === 429) && limited;
}

function resetTime({ response: { headers } }: AnsweredError): string {
  const after = Number(headers['retry-after']);
  if (after > 0) {
    return `in ${after} s`;
  }
  const reset = Number(headers['x-ratelimit-reset']);
  return reset > 0 ? `after ${new Date(reset * 1000).toISOString()}` : 'later';
}

function messageOf({ response: { data } }: AnsweredError): string {
  const details = data.errors
    .map(({ message, field }) => message ?? field)
    .filter(Boolean);
  return [data.message, ...details].filter(Boolean).join(': ');
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE
    ? `${line.slice(0, LONGEST_QUOTE)}…`
    : line;
}
