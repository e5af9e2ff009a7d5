import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { KubernetesObject } from '../objects';
import { StoredEntry } from './ObjectStore';

/**
 * What a cluster keeps over a restart: its objects, the counter of revisions and the key that signs tokens.
 *
 * @public
 */
export interface SnapshotContent {
  readonly revision: number;
  /** PKCS #8, PEM. */
  readonly signingKey: string;
  readonly objects: readonly StoredEntry[];
}

const snapshotSchema = z.object({
  revision: z.number().int(),
  signingKey: z.string(),
  objects: z.array(
    z.object({
      resource: z.string(),
      object: z.custom<KubernetesObject>(
        value =>
          z
            .looseObject({ metadata: z.looseObject({ name: z.string() }) })
            .safeParse(value).success,
      ),
    }),
  ),
});

/** Changes come in bursts; one write a burst is enough. */
const DELAY_MILLISECONDS = 300;

/**
 * The file that a cluster's state is kept in. Writes are collected and atomic: a reader finds the old content or the new.
 *
 * @public
 */
export class Snapshot {
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    private readonly content: () => SnapshotContent,
  ) {}

  /**
   * The content of the file, undefined when there is none.
   *
   * @throws Error naming the file when it cannot be read as a snapshot
   */
  static async read(file: string): Promise<SnapshotContent | undefined> {
    const text = await readFile(file, 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
          return undefined;
        }
        throw error;
      },
    );
    if (text === undefined) {
      return undefined;
    }
    try {
      return snapshotSchema.parse(JSON.parse(text));
    } catch (error) {
      throw new Error(
        `${file} is no snapshot of a sandbox cluster; delete it to start anew (${error})`,
      );
    }
  }

  /** Writes soon. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, DELAY_MILLISECONDS).unref();
  }

  /**
   * Writes now what has not been written, and waits for it.
   *
   * @throws Error of the file system when the last write failed
   */
  async flush(): Promise<void> {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#write();
    }
    await this.#writing;
  }

  #write(): void {
    const text = JSON.stringify(this.content());
    const draft = `${this.file}.${process.pid}.tmp`;
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        await mkdir(path.dirname(this.file), { recursive: true });
        await writeFile(draft, text, { mode: 0o600 });
        await rename(draft, this.file);
      });
    this.#writing.catch(() => rm(draft, { force: true }));
  }
}
