import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readIfPresent } from '../state/readIfPresent';

const keysSchema = z.record(
  z.string(),
  z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
);

/**
 * An access key of an IAM user.
 *
 * @public
 */
export interface UserAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where an administrator keeps the access keys that were made: IAM shows a secret once. Mode 0600. */
export class AccessKeyRing {
  constructor(private readonly file: string) {}

  async find(user: string): Promise<UserAccessKey | undefined> {
    return (await this.read())[user];
  }

  async keep(user: string, key: UserAccessKey): Promise<void> {
    const keys = { ...(await this.read()), [user]: key };
    await mkdir(path.dirname(this.file), { recursive: true });
    await writeFile(`${this.file}.tmp`, JSON.stringify(keys, undefined, 2), {
      mode: 0o600,
    });
    await rename(`${this.file}.tmp`, this.file);
  }

  private async read(): Promise<Record<string, UserAccessKey>> {
    const text = await readIfPresent(this.file);
    return text === undefined ? {} : keysSchema.parse(JSON.parse(text));
  }
}
