import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

afterAll(async () => {
  for (const folder of made.splice(0)) {
    await fs.rm(folder, { recursive: true, force: true });
  }
});

/** A new folder, which is gone when the tests of the file are over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'corridors-cli-'));
  made.push(folder);
  return folder;
}
