import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const LAST_WORDS = 4_000;
const STOP_SECONDS = 10;

/** A server process of ours in the foreground, ended by its own process id. */
export class Daemon {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #kill = () => this.#process.kill('SIGKILL');
  #said = '';

  private constructor(name: string, process: ChildProcess) {
    this.name = name;
    this.#process = process;
  }

  /** Starts a command that stays in the foreground. It does not outlive this process. */
  static start(command: string, args: readonly string[]): Daemon {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const daemon = new Daemon(command, child);
    const listen = (chunk: Buffer) => {
      daemon.#said = (daemon.#said + chunk.toString()).slice(-LAST_WORDS);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', error => listen(Buffer.from(error.message)));
    process.on('exit', daemon.#kill);
    return daemon;
  }

  /** The process id; undefined when the process could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  get hasEnded(): boolean {
    return (
      this.#process.exitCode !== null ||
      this.#process.signalCode !== null ||
      this.#process.pid === undefined
    );
  }

  /** The last of what it wrote to its standard output and error. */
  get said(): string {
    return this.#said;
  }

  /** Waits until a question is answered with true. */
  async until(
    what: string,
    ask: () => Promise<boolean>,
    { seconds }: { seconds: number },
  ): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!(await ask())) {
      if (this.hasEnded) {
        throw new Error(`${this.name} ended before ${what}: ${this.said}`);
      }
      if (Date.now() > deadline) {
        throw new Error(
          `${this.name}: not within ${seconds} s: ${what}. ${this.said}`,
        );
      }
      await pause(100);
    }
  }

  async stop(): Promise<void> {
    process.off('exit', this.#kill);
    if (this.hasEnded) {
      return;
    }
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const timer = setTimeout(this.#kill, STOP_SECONDS * 1000);
    await ended;
    clearTimeout(timer);
  }
}
