import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { awsStateSchema } from './AwsState';
import type { AccountState, AwsState } from './AwsState';
import { readIfPresent } from './readIfPresent';

const SAVE_DELAY_MILLISECONDS = 250;

function emptyAccount(accountId: string): AccountState {
  return {
    accountId,
    roles: new Map(),
    users: new Map(),
    policies: new Map(),
    instanceProfiles: new Map(),
    oidcProviders: new Map(),
    podIdentityAssociations: new Map(),
  };
}

function emptyState(accountIds: readonly string[]): AwsState {
  return {
    format: 1,
    tokenKey: randomBytes(32).toString('hex'),
    accounts: new Map(accountIds.map(id => [id, emptyAccount(id)])),
    buckets: new Map(),
  };
}

const encodeMaps = (_key: string, value: unknown) =>
  value instanceof Map ? { entries: [...value] } : value;

const decodeMaps = (_key: string, value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  'entries' in value &&
  Array.isArray(value.entries)
    ? new Map(value.entries)
    : value;

async function readState(file: string): Promise<AwsState | undefined> {
  const text = await readIfPresent(file);
  if (text === undefined) {
    return undefined;
  }
  try {
    return awsStateSchema.parse(JSON.parse(text, decodeMaps));
  } catch (error) {
    throw new Error(
      `${file} is not a state file of this version of the AWS sandbox. Delete it to start afresh.`,
      { cause: error },
    );
  }
}

/**
 * The server's memory, and its copy on disk. Whoever changes the state calls `changed`; the file is written a moment
 * later, whole and in one step, so that a killed server leaves the last complete copy behind.
 */
export class AwsStore {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private failure: unknown;

  private constructor(
    private current: AwsState,
    private readonly file: string,
    private readonly accountIds: readonly string[],
  ) {}

  static async open(options: {
    stateDir: string;
    accountIds: readonly string[];
  }): Promise<AwsStore> {
    const file = path.join(options.stateDir, 'aws.json');
    await mkdir(options.stateDir, { recursive: true });
    const state = (await readState(file)) ?? emptyState(options.accountIds);
    for (const id of options.accountIds) {
      if (!state.accounts.has(id)) {
        state.accounts.set(id, emptyAccount(id));
      }
    }
    return new AwsStore(state, file, options.accountIds);
  }

  get state(): AwsState {
    return this.current;
  }

  /** Says that the state is no longer what the file holds. */
  changed(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.write();
    }, SAVE_DELAY_MILLISECONDS);
    this.timer.unref();
  }

  /** Forgets everything: accounts are empty, sessions handed out before are void. */
  async reset(): Promise<void> {
    this.current = emptyState(this.accountIds);
    this.changed();
    await this.flush();
  }

  /** Writes what is not yet on disk, and reports a write that failed since the last flush. */
  async flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = undefined;
      void this.write();
    }
    await this.writing;
    if (this.failure !== undefined) {
      const cause = this.failure;
      this.failure = undefined;
      throw new Error(`Could not write ${this.file}`, { cause });
    }
  }

  private write(): Promise<void> {
    this.writing = this.writing.then(async () => {
      const temporary = `${this.file}.tmp`;
      try {
        await writeFile(temporary, JSON.stringify(this.current, encodeMaps), {
          mode: 0o600,
        });
        await rename(temporary, this.file);
      } catch (error) {
        this.failure = error;
      }
    });
    return this.writing;
  }
}
