import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFile } from '@corridors/model';
import { withRendered } from './repository';

const PACKAGE = path.dirname(require.resolve('../../package.json'));
const SEED = path.resolve(PACKAGE, '../sandbox/seed/gitops');

/** The repository that the sandbox begins with, rendered: two environments, of which one switches roles from its nodes. */
export function seedRepository(): RepositoryFile[] {
  const files = readdirSync(SEED, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        path: path.relative(SEED, file).split(path.sep).join('/'),
        content: readFileSync(file, 'utf8'),
      };
    })
    .filter(file => /^(environments|corridors)\//.test(file.path));
  const present = new Set(files.map(file => file.path));
  return [
    ...files,
    ...withRendered(files).filter(file => !present.has(file.path)),
  ];
}
