import type { Scope, View } from '@corridors/model';
import { z } from 'zod';
import { CommandError } from '../CommandError';

/** What of a run is needed here; the portal says more. */
const runSchema = z.object({
  id: z.string().min(1),
  state: z.enum([
    'queued',
    'running',
    'succeeded',
    'failed',
    'cancelled',
    'interrupted',
  ]),
  progress: z.object({
    phase: z.string(),
    cells: z.number(),
    answered: z.number(),
  }),
  error: z.string().optional(),
});

const findingsSchema = z.object({
  findings: z.array(
    z.object({
      kind: z.enum(['leak', 'blocked', 'drift', 'unproven']),
      title: z.string(),
    }),
  ),
  analyses: z
    .array(
      z.object({ notUnderstood: z.array(z.object({ message: z.string() })) }),
    )
    .default([]),
});

/** A verification run, as far as it has come. */
export type Run = z.infer<typeof runSchema>;

/** What a run found. */
export type RunFindings = z.infer<typeof findingsSchema>;

/** Forms of a run's report. */
export type RunReportFormat = 'json' | 'markdown' | 'csv';

/** How the portal is reached. */
export interface PortalAccess {
  /** Of the portal's backend. */
  readonly url: URL;
  /** Sent as bearer; absent when the portal lets anybody in. */
  readonly token?: string;
  /** After which one request is given up. */
  readonly requestMilliseconds: number;
}

/** The portal did not answer, or answered that it cannot right now: asking again may help. */
export class PortalUnavailableError extends CommandError {}

/** Asks a portal over its HTTP API. */
export class PortalClient {
  readonly #access: PortalAccess;

  constructor(access: PortalAccess) {
    this.#access = access;
  }

  /** Starts a run, or joins the one of the same scope and views that is not over. */
  async start(scope: Scope, views: readonly View[]): Promise<Run> {
    return this.#json('/v1/verifications', runSchema, { scope, views });
  }

  async run(id: string): Promise<Run> {
    return this.#json(runPath(id), runSchema);
  }

  async findings(id: string): Promise<RunFindings> {
    return this.#json(runPath(id), findingsSchema);
  }

  async report(id: string, format: RunReportFormat): Promise<string> {
    const path = `${runPath(id)}/report?format=${format}`;
    return (await this.#fetch(path)).text();
  }

  async #json<T>(
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
  ): Promise<T> {
    const answer = await this.#fetch(path, body);
    const text = await answer.text();
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new CommandError(
        `${answer.url} answered something else than JSON; is --portal the address of a Backstage backend?`,
      );
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      throw new CommandError(
        `${
          answer.url
        } answered what this version does not understand: ${z.prettifyError(
          parsed.error,
        )}`,
      );
    }
    return parsed.data;
  }

  async #fetch(path: string, body?: unknown): Promise<Response> {
    const { url, token, requestMilliseconds } = this.#access;
    const base = url.href.replace(/\/+$/, '');
    const where = `${base}/api/corridors${path}`;
    let answer: Response;
    try {
      answer = await fetch(where, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A token is meant for the portal that was named.
        redirect: 'error',
        signal: AbortSignal.timeout(requestMilliseconds),
      });
    } catch (error) {
      throw new PortalUnavailableError(
        `${where} cannot be reached: ${causeOf(error)}.`,
      );
    }
    if (!answer.ok) {
      throw await refusal(where, answer);
    }
    return answer;
  }
}

function runPath(id: string): string {
  return `/v1/verifications/${encodeURIComponent(id)}`;
}

async function refusal(where: string, answer: Response): Promise<CommandError> {
  const said = messageIn(await answer.text());
  const text = `${where} answered ${answer.status}${said ? `: ${said}` : ''}.`;
  switch (answer.status) {
    case 401:
      return new CommandError(`${text} Set CORRIDORS_TOKEN to a valid token.`);
    case 403:
      return new CommandError(
        `${text} The token's owner may not run verifications of this scope.`,
      );
    default:
      return answer.status === 429 || answer.status >= 500
        ? new PortalUnavailableError(text)
        : new CommandError(text);
  }
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

function messageIn(body: string): string | undefined {
  try {
    return errorSchema.safeParse(JSON.parse(body)).data?.error.message;
  } catch {
    return undefined;
  }
}

/** Of `fetch`, the cause says more than the error. */
function causeOf(error: unknown): string {
  const hasCause =
    typeof error === 'object' && error !== null && 'cause' in error;
  return messageOf(hasCause ? error.cause : error);
}

function messageOf(error: unknown): string {
  const hasMessage =
    typeof error === 'object' && error !== null && 'message' in error;
  return String(hasMessage ? error.message : error);
}
