import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** What one call of the command line took. */
export interface CommandFigures {
  readonly exitCode: number;
  readonly seconds: number;
  /** The highest memory the process had, in MiB. */
  readonly peakMemoryMiB: number;
  /** The end of what it wrote on standard output. */
  readonly lastLine: string;
}

const MEMORY_LINE = /^peak-memory-kib (\d+)$/m;

const REPORT_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak-memory-kib '+process.resourceUsage().maxRSS+'\\n'))`;

/** Calls the command line as `npm run corridors` does, and measures it from start to end. */
export async function corridorsCommand(
  args: readonly string[],
  input?: Readable,
): Promise<CommandFigures> {
  const start = process.hrtime.bigint();
  const child = spawn(
    process.execPath,
    ['--import', REPORT_MEMORY, 'scripts/corridors.mjs', ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let lastLine = '';
  let messages = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lastLine = `${lastLine}${text}`.slice(-2_000);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages += text;
  });
  // A process that ends early says why on standard error.
  child.stdin.on('error', () => undefined);
  if (input) {
    input.pipe(child.stdin);
  } else {
    child.stdin.end();
  }
  const [exitCode] = await once(child, 'close');
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const memory = MEMORY_LINE.exec(messages)?.[1];
  if (memory === undefined || typeof exitCode !== 'number') {
    throw new Error(`corridors ${args.join(' ')} ended badly: ${messages}`);
  }
  return {
    exitCode,
    seconds,
    peakMemoryMiB: Math.round(Number(memory) / 1024),
    lastLine: lastLine.trimEnd().split('\n').at(-1) ?? '',
  };
}
