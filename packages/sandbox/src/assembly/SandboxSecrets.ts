import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const accessKeySchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});

/** @public */
export type AccessKey = z.infer<typeof accessKeySchema>;

const FILE = 'secrets.json';

/**
 * The secrets of one sandbox: made when first asked for, kept in its state folder, readable by its owner only.
 *
 * @public
 */
export class SandboxSecrets {
  readonly #file: string;
  readonly #values: Map<string, string>;

  private constructor(file: string, values: Map<string, string>) {
    this.#file = file;
    this.#values = values;
  }

  static async open(stateDir: string): Promise<SandboxSecrets> {
    await mkdir(stateDir, { recursive: true });
    const file = path.join(stateDir, FILE);
    const text = await readFile(file, 'utf8').catch(error => {
      if (error.code === 'ENOENT') {
        return '{}';
      }
      throw error;
    });
    const values = z.record(z.string(), z.string()).parse(JSON.parse(text));
    return new SandboxSecrets(file, new Map(Object.entries(values)));
  }

  /** A token that nobody can guess. The same name gives the same token. */
  token(name: string): string {
    return this.#get(name, () => randomBytes(24).toString('base64url'));
  }

  /** An access key in the form of AWS's. */
  accessKey(name: string): AccessKey {
    return accessKeySchema.parse(
      JSON.parse(
        this.#get(name, () =>
          JSON.stringify({
            accessKeyId: `AKIA${randomBytes(10)
              .toString('hex')
              .slice(0, 16)
              .toUpperCase()}`,
            secretAccessKey: randomBytes(30).toString('base64url'),
          }),
        ),
      ),
    );
  }

  /** Writes what was made since, in one step. */
  async save(): Promise<void> {
    const next = `${this.#file}.next`;
    await writeFile(next, JSON.stringify(Object.fromEntries(this.#values)), {
      mode: 0o600,
    });
    await rename(next, this.#file);
  }

  #get(name: string, create: () => string): string {
    const kept = this.#values.get(name);
    if (kept !== undefined) {
      return kept;
    }
    const created = create();
    this.#values.set(name, created);
    return created;
  }
}
