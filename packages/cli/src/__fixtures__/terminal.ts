import { Readable, Writable } from 'node:stream';
import { runCheck } from '../check/runCheck';
import { runEvaluate } from '../evaluate/runEvaluate';
import { runRender } from '../render/runRender';
import { runCorridors } from '../runCorridors';
import { runVerify } from '../verify/runVerify';

/** What a call of the command line came to. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command line as from a shell. */
export async function corridors(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly input?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly now?: Date;
  } = {},
): Promise<CommandOutcome> {
  const stdout = collector();
  const stderr = collector();
  const exitCode = await runCorridors(
    args,
    {
      stdin: Readable.from([Buffer.from(options.input ?? '')]),
      stdout: stdout.stream,
      stderr: stderr.stream,
      cwd: options.cwd ?? process.cwd(),
      env: options.env ?? {},
      now: () => options.now ?? new Date('2026-11-01T12:00:00Z'),
    },
    {
      render: async () => runRender,
      check: async () => runCheck,
      verify: async () => runVerify,
      evaluate: async () => runEvaluate,
    },
  );
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collector() {
  const chunks: string[] = [];
  return {
    stream: new Writable({
      write(chunk, _, done) {
        chunks.push(String(chunk));
        done();
      },
    }),
    text: () => chunks.join(''),
  };
}
