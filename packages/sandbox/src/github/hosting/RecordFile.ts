import { readFile, rename, writeFile } from 'fs/promises';
import type { RepositoryRecord } from './PullRequestRecord';

const EMPTY: RepositoryRecord = {
  lastId: 0,
  lastNumber: 0,
  pulls: [],
  checks: [],
};

/** The record of one repository in a JSON file that is replaced as a whole. */
export class RecordFile {
  readonly #path: string;
  #current: RepositoryRecord;

  private constructor(path: string, current: RepositoryRecord) {
    this.#path = path;
    this.#current = current;
  }

  static async open(path: string): Promise<RecordFile> {
    return new RecordFile(path, await load(path));
  }

  get current(): RepositoryRecord {
    return this.#current;
  }

  async replace(next: RepositoryRecord): Promise<void> {
    await writeFile(
      `${this.#path}.new`,
      `${JSON.stringify(next, undefined, 2)}\n`,
    );
    await rename(`${this.#path}.new`, this.#path);
    this.#current = next;
  }
}

async function load(path: string): Promise<RepositoryRecord> {
  try {
    return { ...EMPTY, ...JSON.parse(await readFile(path, 'utf8')) };
  } catch (error) {
    if (isMissingFile(error)) {
      return EMPTY;
    }
    throw error;
  }
}

function isMissingFile(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ENOENT'
  );
}
