import { promises as fs } from 'node:fs';
import path from 'node:path';
import { byPath, clone, FILES, git } from '../__fixtures__/clone';
import { writeFiles } from '../__fixtures__/repository';
import { temporaryFolder } from '../__fixtures__/temporaryFolder';
import { readBase } from './readBase';

describe('readBase', () => {
  it('reads a commit, and a folder elsewhere that is named as a path', async () => {
    const folder = await clone();
    const base = await readBase(folder, 'main', path.dirname(folder));
    expect(base.files).toHaveLength(FILES.length);
    const other = await writeFiles(FILES.slice(0, 1));
    for (const name of [other, `../${path.basename(other)}`]) {
      const read = await readBase(folder, name, folder);
      expect(read.files).toHaveLength(1);
    }
  });

  it('takes the commit, whatever folders of its name the checked repository has', async () => {
    const folder = await clone();
    git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    await writeFiles(FILES.slice(0, 1), path.join(folder, 'origin/main'));
    const base = await readBase(folder, 'origin/main', folder);
    expect(byPath(base.files)).toEqual(byPath(FILES));
    await expect(readBase(folder, 'origin/other', folder)).rejects.toThrow(
      'no commit of the clone',
    );
  });

  it.each([
    ['./origin/main', ''],
    ['.', ''],
    ['..', 'gitops'],
    ['../old', 'gitops'],
    ['./linked', ''],
  ])('refuses a folder of what is checked: %s', async (base, subfolder) => {
    const folder = await clone(subfolder);
    const root = git(folder, 'rev-parse', '--show-toplevel').trim();
    for (const name of ['origin/main', 'old']) {
      await writeFiles(FILES.slice(0, 1), path.join(root, name));
    }
    await fs.symlink(path.join(root, 'old'), path.join(folder, 'linked'));
    await expect(readBase(folder, base, folder)).rejects.toThrow(
      'lies in the repository that is checked',
    );
  });

  it('refuses a name of two commits, as a tag takes the place of a branch', async () => {
    const folder = await clone();
    git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    git(folder, 'tag', 'origin/main');
    expect((await readBase(folder, 'origin/main', folder)).files).toHaveLength(
      FILES.length,
    );
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'second');
    git(folder, 'tag', '-f', 'origin/main');
    for (const name of ['origin/main', 'origin/main~0']) {
      await expect(readBase(folder, name, folder)).rejects.toThrow(
        'refs/remotes/origin/main and refs/tags/origin/main',
      );
    }
    await readBase(folder, 'refs/remotes/origin/main', folder);
  });

  it('does not take a folder of what is checked for a repository of git', async () => {
    const folder = await clone('gitops');
    const root = path.dirname(folder);
    git(root, 'clone', '-q', '--bare', '.', path.join(root, 'bare'));
    for (const name of await fs.readdir(path.join(root, 'bare'))) {
      await fs.rename(path.join(root, 'bare', name), path.join(folder, name));
    }
    await expect(readBase(folder, 'main', folder)).rejects.toThrow(
      'safe.bareRepository',
    );
  });

  it.each([
    ['nowhere', 'is no commit of the clone'],
    ['./nowhere', 'there is no folder ./nowhere'],
    ['/does/not/exist', 'there is no folder /does/not/exist'],
    ['--output=/tmp/planted', 'neither a folder nor the name of a commit'],
    ['-h', 'neither a folder nor the name of a commit'],
    ['', 'neither a folder nor the name of a commit'],
    ['HEAD:corridors', 'is no commit'],
    ['main; touch /tmp/planted', 'is no commit'],
  ])('refuses %j', async (base, message) => {
    const folder = await clone();
    await expect(readBase(folder, base, folder)).rejects.toThrow(message);
  });

  it('says what to do in a shallow clone, and only there', async () => {
    const origin = await clone();
    git(origin, 'commit', '-q', '--allow-empty', '-m', 'second');
    const folder = path.join(await temporaryFolder(), 'shallow');
    git(origin, 'clone', '-q', '--depth=1', `file://${origin}`, folder);
    const advice = 'git fetch origin main';
    await expect(readBase(folder, 'HEAD~1', folder)).rejects.toThrow(advice);
    await expect(readBase(origin, 'HEAD~2', origin)).rejects.not.toThrow(
      advice,
    );
  });

  it('says that a folder is in no clone', async () => {
    const folder = await writeFiles(FILES);
    await expect(readBase(folder, 'main', folder)).rejects.toThrow(
      'lies in no clone that git reads (git rev-parse failed: fatal: not a git repository',
    );
  });
});
