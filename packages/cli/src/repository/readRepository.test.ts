import { promises as fs } from 'node:fs';
import path from 'node:path';
import { byPath, clone, FILES, git, OTHERS } from '../__fixtures__/clone';
import { writeFiles } from '../__fixtures__/repository';
import { readCommit } from './readCommit';
import { temporaryFolder } from '../__fixtures__/temporaryFolder';
import { readFolder } from './readFolder';

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
    expect(await readCommit(folder, 'empty')).toMatchObject({
      files: [],
      problems: [],
    });
  });
});

/** What is told of a repository on disk and of its last commit: they must tell the same. */
async function toldOf(folder: string) {
  const told = await Promise.all([
    readFolder(folder),
    readCommit(folder, 'HEAD'),
  ]);
  return told.map(({ problems, unread, ignored }) => ({
    problems: problems.map(({ code, file }) => [file, code]).sort(),
    unread: [...(unread ?? [])].sort(),
    ignored,
  }));
}

function commitSubmodule(folder: string, where: string) {
  const commit = git(folder, 'rev-parse', 'HEAD').trim();
  git(
    folder,
    'update-index',
    '--add',
    '--cacheinfo',
    `160000,${commit},${where}`,
  );
  git(folder, 'commit', '-q', '-m', 'submodule');
  git(folder, 'reset', '-q', '--hard');
}

describe('submodules', () => {
  it.each([
    ['corridors/evil'],
    ['corridors/gha1/aws/sub'],
    ['environments/a/policies/sub'],
    ['.corridors/sub'],
  ])('are errors at %s, on disk and in a commit', async where => {
    const folder = await clone();
    commitSubmodule(folder, where);
    expect(await fs.readdir(path.join(folder, where))).toEqual([]);
    const [onDisk, committed] = await toldOf(folder);
    expect(onDisk?.problems).toEqual([[where, 'submodule']]);
    expect(onDisk).toEqual(committed);
    expect(onDisk?.unread).toEqual([
      [where, git(folder, 'rev-parse', 'HEAD~1').trim()],
    ]);
  });

  it('are errors where they take the place of all corridors', async () => {
    const folder = await clone();
    git(folder, 'rm', '-r', '-q', 'corridors');
    commitSubmodule(folder, 'corridors');
    const [onDisk, committed] = await toldOf(folder);
    expect(onDisk?.problems).toEqual([['corridors', 'submodule']]);
    expect(onDisk).toEqual(committed);
  });

  it('are errors when they are checked out', async () => {
    const folder = await clone();
    git(folder, 'clone', '-q', '.', path.join(folder, 'corridors/evil'));
    const { problems } = await readFolder(folder);
    expect(problems).toMatchObject([
      { code: 'submodule', file: 'corridors/evil' },
    ]);
  });

  it.each([
    ['[submodule "x"]\n\tpath = corridors/evil\n\turl = ../x\n', 1],
    ['[submodule "x"]\n  PATH="./corridors/evil/"\n', 1],
    ['[submodule "x"]\n\tpath = docs/theme\n\turl = ../x\n', 0],
  ])('are errors when they are only named: %j', async (content, count) => {
    const folder = await clone();
    await fs.writeFile(path.join(folder, '.gitmodules'), content);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'second');
    const [onDisk, committed] = await toldOf(folder);
    expect(onDisk?.problems).toEqual(
      count === 0 ? [] : [['corridors/evil', 'submodule']],
    );
    expect(onDisk).toEqual(committed);
  });

  it('may be what is behind an empty folder where no git tells', async () => {
    const folder = await writeFiles(FILES);
    await fs.mkdir(path.join(folder, 'corridors/gha2/aws'), {
      recursive: true,
    });
    expect((await readFolder(folder)).problems).toMatchObject([
      { code: 'submodule', file: 'corridors/gha2/aws' },
    ]);
  });

  it('are not the empty folders that a repository begins with', async () => {
    const folder = await temporaryFolder();
    await fs.mkdir(path.join(folder, 'environments'));
    await fs.mkdir(path.join(folder, 'corridors'));
    expect((await readFolder(folder)).problems).toEqual([]);
  });

  it('are not what an empty folder of a clone is, nor one elsewhere', async () => {
    const folder = await clone();
    await fs.mkdir(path.join(folder, 'corridors/gha2/aws'), {
      recursive: true,
    });
    commitSubmodule(folder, 'docs/theme');
    const [onDisk, committed] = await toldOf(folder);
    expect(onDisk?.problems).toEqual([]);
    expect(committed?.problems).toEqual([]);
  });
});

describe('what is not read', () => {
  it('is told and compared alike on disk and in a commit', async () => {
    const folder = await clone();
    const add = (file: string, content: string | Buffer) =>
      fs.writeFile(path.join(folder, file), content);
    await add('corridors/gha1/latin.yaml', Buffer.from([0x61, 0xe9]));
    await add('corridors/gha1/large.yaml', Buffer.alloc(1024 * 1024 + 1, 'a'));
    await add('corridors/gha1/diagram.png', Buffer.from([0x89, 0xff]));
    await add('corridors/gha1/scan.pdf', Buffer.alloc(1024 * 1024 + 1, 'a'));
    await fs.symlink('/etc', path.join(folder, 'corridors/gha1/aws'));
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'second');
    const [onDisk, committed] = await toldOf(folder);
    expect(onDisk?.problems).toEqual([
      ['corridors/gha1/aws', 'symbolic-link'],
      ['corridors/gha1/large.yaml', 'too-large'],
      ['corridors/gha1/latin.yaml', 'not-utf-8'],
    ]);
    expect(onDisk?.unread).toHaveLength(3);
    expect(onDisk?.ignored?.toSorted()).toEqual([
      'corridors/gha1/diagram.png',
      'corridors/gha1/scan.pdf',
    ]);
    expect({ ...onDisk, ignored: onDisk?.ignored?.toSorted() }).toEqual({
      ...committed,
      ignored: committed?.ignored?.toSorted(),
    });
  });

  it('is told of names that are not UTF-8', async () => {
    const folder = await clone();
    await fs.writeFile(
      Buffer.concat([
        Buffer.from(`${folder}/corridors/gha1/`),
        Buffer.from([0xe9, 0x2e, 0x79, 0x61, 0x6d, 0x6c]),
      ]),
      'x',
    );
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'second');
    for (const { problems } of [
      await readFolder(folder),
      await readCommit(folder, 'HEAD'),
    ]) {
      expect(problems).toMatchObject([
        {
          code: 'name-not-utf-8',
          message: expect.stringContaining('rename it'),
        },
      ]);
    }
  });
});
