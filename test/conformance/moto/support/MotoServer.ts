import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Account that everything is made in. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-3';

const START_LIMIT_MS = 60_000;
const LISTENING = /Running on (http:\/\/127\.0\.0\.1:\d+)/;

/** A moto server in a process of its own, empty, on a free port of loopback. */
export class MotoServer {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts it, and resolves when it listens. */
  static async start(): Promise<MotoServer> {
    const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        MOTO_ACCOUNT_ID: ACCOUNT,
        // The policies that AWS itself keeps in every account.
        MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
        PYTHONUNBUFFERED: '1',
      },
    });
    return new MotoServer(await addressOf(child), child);
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Forgets everything. */
  async reset(): Promise<void> {
    const answer = await fetch(`${this.url}/moto-api/reset`, {
      method: 'POST',
    });
    if (!answer.ok) {
      throw new Error(`moto did not reset: HTTP ${answer.status}`);
    }
  }

  /** Resolves when the process is gone. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await exited;
    }
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`moto_server ${why}. It said:\n${said}`));
    };
    const limit = setTimeout(
      () => fail(`did not listen within ${START_LIMIT_MS / 1000} s`),
      START_LIMIT_MS,
    );
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const url = LISTENING.exec(said)?.[1];
      if (url !== undefined) {
        clearTimeout(limit);
        resolve(url);
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', error => {
      clearTimeout(limit);
      fail(`cannot be run: ${error.message}`);
    });
    child.once('exit', code => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
  });
}
