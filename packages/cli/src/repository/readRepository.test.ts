import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { writeFiles } from '../__fixtures__/repository';
import { temporaryFolder } from '../__fixtures__/temporaryFolder';
import { readBase } from './readBase';
import { readCommit } from './readCommit';
import { readFolder } from './readFolder';

const FILES = [
  { path: 'environments/a.yaml', content: 'a: ü\n' },
  { path: 'environments/a/policies/node.yaml', content: '' },
  { path: 'corridors/gha1/corridor.yaml', content: 'no line end' },
  { path: 'corridors/gha1/deep/er/file with spaces.yaml', content: 'x\n' },
  { path: '.corridors/waivers.yaml', content: 'kind: Waivers\n' },
];

const OTHERS = [
  { path: 'README.md', content: '# Corridors' },
  { path: 'other/corridors/x.yaml', content: 'x' },
];

function git(folder: string, ...args: string[]) {
  return execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

async function clone(subfolder = '') {
  const root = await temporaryFolder();
  const folder = path.join(root, subfolder);
  await writeFiles([...FILES, ...OTHERS], folder);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'first');
  return folder;
}

const byPath = (files: readonly { path: string; content: string }[]) =>
  [...files].sort((left, right) => (left.path < right.path ? -1 : 1));

describe('readFolder', () => {
  it('reads environments, corridors and waivers, and nothing else', async () => {
    const { files, problems } = await readFolder(
      await writeFiles([...FILES, ...OTHERS]),
    );
    expect(byPath(files)).toEqual(byPath(FILES));
    expect(problems).toEqual([]);
  });

  it('states what it does not read, and reads the rest', async () => {
    const folder = await writeFiles(FILES);
    await fs.symlink('/etc', path.join(folder, 'corridors/gha1/aws'));
    await fs.writeFile(
      path.join(folder, 'corridors/gha1/latin.yaml'),
      Buffer.from([0x61, 0xe9]),
    );
    await fs.writeFile(
      path.join(folder, 'corridors/gha1/large.yaml'),
      Buffer.alloc(1024 * 1024 + 1, 'a'),
    );
    const { files, problems } = await readFolder(folder);
    expect(byPath(files)).toEqual(byPath(FILES));
    expect(problems).toHaveLength(3);
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'symbolic-link',
          file: 'corridors/gha1/aws',
        }),
        expect.objectContaining({
          code: 'not-utf-8',
          file: 'corridors/gha1/latin.yaml',
        }),
        expect.objectContaining({
          code: 'too-large',
          file: 'corridors/gha1/large.yaml',
        }),
      ]),
    );
  });

  it('does not follow a folder that is a link', async () => {
    const folder = await writeFiles(FILES.slice(0, 1));
    await fs.symlink('/etc', path.join(folder, 'corridors'));
    const { problems } = await readFolder(folder);
    expect(problems).toMatchObject([
      { code: 'symbolic-link', file: 'corridors' },
    ]);
  });

  it('refuses a folder that is no repository of corridors', async () => {
    await expect(readFolder(await writeFiles(OTHERS))).rejects.toThrow(
      'holds neither environments nor corridors',
    );
  });
});

describe('readCommit', () => {
  it.each([[''], ['gitops']])(
    'reads the same as from disk, in a clone at %j',
    async subfolder => {
      const folder = await clone(subfolder);
      await fs.rm(path.join(folder, 'corridors'), { recursive: true });
      for (const ref of ['main', 'HEAD', 'refs/heads/main']) {
        const { files, problems } = await readCommit(folder, ref);
        expect(byPath(files)).toEqual(byPath(FILES));
        expect(problems).toEqual([]);
      }
    },
  );

  it('states what it does not read', async () => {
    const folder = await clone();
    await fs.symlink('/etc', path.join(folder, 'corridors/gha1/aws'));
    await fs.writeFile(
      path.join(folder, 'corridors/gha1/latin.yaml'),
      Buffer.from([0x61, 0xe9]),
    );
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'second');
    const { files, problems } = await readCommit(folder, 'HEAD');
    expect(byPath(files)).toEqual(byPath(FILES));
    expect(problems.map(({ code }) => code)).toEqual([
      'symbolic-link',
      'not-utf-8',
    ]);
  });

  it('takes a commit that had no repository yet for an empty one', async () => {
    const folder = await clone('gitops');
    git(folder, 'checkout', '-q', '--orphan', 'empty');
    git(folder, 'rm', '-r', '-q', '--cached', '.');
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'second');
    expect(await readCommit(folder, 'empty')).toEqual({
      files: [],
      problems: [],
    });
  });
});

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
