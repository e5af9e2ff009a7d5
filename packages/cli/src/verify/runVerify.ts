import { promises as fs } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Scope, View } from '@corridors/model';
import { CommandError } from '../CommandError';
import { EXIT } from '../exitCodes';
import type { Terminal } from '../Terminal';
import {
  PortalClient,
  PortalUnavailableError,
  type Run,
  type RunFindings,
  type RunReportFormat,
} from './PortalClient';

/** How a verification is asked for. */
export interface VerifyOptions {
  /** Address of the portal's backend; absent: of the environment. */
  readonly portal?: string;
  readonly scope: Scope;
  readonly views: readonly View[];
  readonly format: RunReportFormat;
  /** File that the report is written to; absent: standard output. */
  readonly output?: string;
  /** How long a run is waited for, in seconds. */
  readonly timeout: number;
}

/** How patient the command is. */
export interface VerifyTimings {
  readonly pollMilliseconds: number;
  readonly requestMilliseconds: number;
  /** Polls in a row that may fail before the command gives up. */
  readonly failures: number;
}

const TIMINGS: VerifyTimings = {
  pollMilliseconds: 2_000,
  requestMilliseconds: 30_000,
  failures: 5,
};

/**
 * Asks a running portal to verify, waits until the run is over, and writes its report.
 *
 * @returns 0 when the run succeeded without a leak, drift, anything unproven or not understood
 */
export async function runVerify(
  options: VerifyOptions,
  terminal: Terminal,
  timings: VerifyTimings = TIMINGS,
): Promise<number> {
  const { scope, views, format, output } = options;
  const client = new PortalClient({
    url: portalUrl(options.portal ?? terminal.env.CORRIDORS_PORTAL),
    ...(terminal.env.CORRIDORS_TOKEN && {
      token: terminal.env.CORRIDORS_TOKEN,
    }),
    requestMilliseconds: timings.requestMilliseconds,
  });
  const say = (text: string) => terminal.stderr.write(`${text}\n`);
  const run = await waitForEnd(
    client,
    await client.start(scope, views),
    { ...timings, timeoutMilliseconds: options.timeout * 1000 },
    say,
  );
  const findings = await client.findings(run.id);
  const report = await client.report(run.id, format);
  if (output === undefined) {
    terminal.stdout.write(report.endsWith('\n') ? report : `${report}\n`);
  } else {
    await fs.writeFile(path.resolve(terminal.cwd, output), report);
  }
  say(summarize(run, findings));
  return run.state === 'succeeded' && !fails(findings)
    ? EXIT.fine
    : EXIT.findings;
}

function portalUrl(text: string | undefined): URL {
  const url = URL.parse(text ?? '');
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new CommandError(
      text === undefined
        ? "Name the portal's backend by --portal or CORRIDORS_PORTAL, as https://portal.example."
        : `"${text}" is no address of a portal's backend, as https://portal.example.`,
    );
  }
  return url;
}

async function waitForEnd(
  client: PortalClient,
  started: Run,
  timings: VerifyTimings & { readonly timeoutMilliseconds: number },
  say: (text: string) => void,
): Promise<Run> {
  const deadline = performance.now() + timings.timeoutMilliseconds;
  let run = started;
  let said = '';
  let failures = 0;
  while (run.state === 'queued' || run.state === 'running') {
    const { phase, answered, cells } = run.progress;
    const progress =
      run.state === 'queued'
        ? 'queued'
        : `${phase}: ${answered} of ${cells} cells`;
    if (progress !== said) {
      say(`Run ${run.id} ${progress}`);
      said = progress;
    }
    if (performance.now() > deadline) {
      throw new CommandError(
        `Run ${run.id} was not over after ${
          timings.timeoutMilliseconds / 1000
        } s. It goes on in the portal; wait longer with --timeout.`,
      );
    }
    await delay(timings.pollMilliseconds);
    try {
      run = await client.run(run.id);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (
        !(error instanceof PortalUnavailableError) ||
        failures >= timings.failures
      ) {
        throw error;
      }
    }
  }
  return run;
}

/** What is blocked hurts its owner and opens nothing. */
function fails({ findings, analyses }: RunFindings): boolean {
  return (
    findings.some(({ kind }) => kind !== 'blocked') ||
    analyses.some(({ notUnderstood }) => notUnderstood.length > 0)
  );
}

function summarize(run: Run, { findings, analyses }: RunFindings): string {
  const counts = new Map<string, number>();
  for (const { kind } of findings) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const unread = analyses.flatMap(one => one.notUnderstood).length;
  const found = [
    ...[...counts].map(([kind, count]) => `${count} ${kind}`),
    ...(unread > 0 ? [`${unread} not understood`] : []),
  ];
  const error = run.error === undefined ? '' : ` (${run.error})`;
  return `Run ${run.id} ${run.state}${error}: ${
    found.join(', ') || 'no findings'
  }.`;
}
