import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where the seed lies, beside `src`. */
// The sandbox is never built into a package: it runs from its sources.
// eslint-disable-next-line no-restricted-syntax
const SEED = path.resolve(__dirname, '../../../seed');

/**
 * Files below a folder of the seed, sorted by path.
 *
 * @param folder - relative to `packages/sandbox/seed`
 */
export async function seedFiles(
  folder: string,
): Promise<{ path: string; content: string }[]> {
  const root = path.join(SEED, folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
  return Promise.all(
    names.map(async name => ({
      path: name.split(path.sep).join('/'),
      content: await readFile(path.join(root, name), 'utf8'),
    })),
  );
}
