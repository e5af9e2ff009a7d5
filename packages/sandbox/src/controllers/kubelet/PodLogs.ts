import { EventEmitter } from 'node:events';
import { appendFileSync, mkdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Logs of containers, a file for each.
 *
 * @public
 */
export class PodLogs {
  readonly #changes = new EventEmitter().setMaxListeners(0);

  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true });
  }

  /** Adds a line. */
  append(uid: string, container: string, line: string): void {
    appendFileSync(this.#file(uid, container), `${line}\n`);
    this.#changes.emit('change', `${uid}/${container}`);
  }

  /** All lines so far, each with its end. */
  async read(uid: string, container: string): Promise<string> {
    try {
      return await readFile(this.#file(uid, container), 'utf8');
    } catch (error) {
      if (
        error instanceof Error &&
        'code' in error &&
        error.code === 'ENOENT'
      ) {
        return '';
      }
      throw error;
    }
  }

  /** Calls back when a log grows. Returns how to stop that. */
  subscribe(uid: string, container: string, listener: () => void): () => void {
    const filtered = (key: string) => {
      if (key === `${uid}/${container}`) {
        listener();
      }
    };
    this.#changes.on('change', filtered);
    return () => this.#changes.off('change', filtered);
  }

  /** Forgets the log of a container. */
  async remove(uid: string, container: string): Promise<void> {
    await rm(this.#file(uid, container), { force: true });
  }

  #file(uid: string, container: string): string {
    return path.join(
      this.dir,
      `${path.basename(uid)}_${path.basename(container)}.log`,
    );
  }
}
