import { PassThrough, Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { createGzip } from 'zlib';
import tar from 'tar-stream';
import type { GitRepository } from './GitRepository';
import type { Commit } from './objects';
import { listRecursively } from './trees';

/**
 * The files of a commit as a compressed tape archive.
 *
 * @param folder - name of the single folder that holds everything; GitHub names it after owner, repository and commit
 */
export function writeArchive(
  git: GitRepository,
  commit: Commit,
  folder: string,
): Readable {
  const pack = tar.pack();
  const output = new PassThrough();
  const mtime = new Date(commit.committer.timestamp * 1000);
  const fill = async () => {
    for (const entry of await listRecursively(git, commit.tree)) {
      if (entry.type === 'blob') {
        const name = `${folder}/${entry.path}`;
        pack.entry(
          { name, mode: entry.mode === '100755' ? 0o755 : 0o644, mtime },
          (await git.readBlob(entry.oid)) ?? Buffer.alloc(0),
        );
      }
    }
    pack.finalize();
  };
  fill().catch(error => pack.destroy(error));
  pipeline(pack, createGzip(), output).catch(error => output.destroy(error));
  return output;
}
