import type { Forge } from '../forge';
import { startTestGithub, type TestGithub } from '../testing';
import {
  CHANGE,
  connectTestForge,
  MAIN,
} from './__testUtils__/connectTestForge';

describe('openOrUpdate of the GitHub forge', () => {
  let github: TestGithub;
  let forge: Forge;
  beforeEach(async () => {
    github = await startTestGithub(MAIN);
    forge = connectTestForge(github);
  });
  afterEach(() => github.close());

  const commits = () =>
    github.requests.filter(request => request === 'POST /git/commits').length;

  it('puts the files on a branch of their own and opens a pull request', async () => {
    const pull = await forge.openOrUpdate(CHANGE);
    expect(pull).toEqual({
      url: `${github.repoUrl}/pull/1`,
      number: 1,
      headSha: github.repository.tip('corridors/gha1'),
      branch: 'corridors/gha1',
      created: true,
    });
    expect(github.repository.files('corridors/gha1')).toMatchObject({
      'README.md': '# Corridors\n',
      'corridors/gha1/corridor.yaml': 'kind: Corridor\n',
      'corridors/gha1/kubernetes/namespace.yaml': 'kind: Namespace\n',
    });
    expect(github.repository.pulls).toMatchObject([
      { title: 'Corridor gha1', body: 'Requested by Ada.' },
    ]);
    expect(github.repository.messages('corridors/gha1')[0]).toBe(
      'Add corridor gha1\n\nCorridors-Branch: corridors/gha1\n',
    );
  });

  it('writes nothing when asked again', async () => {
    const first = await forge.openOrUpdate(CHANGE);
    const before = commits();
    expect(await forge.openOrUpdate(CHANGE)).toEqual({
      ...first,
      created: false,
    });
    expect(commits()).toBe(before);
    expect(github.repository.pulls).toHaveLength(1);
  });

  it('writes nothing when asked again after main went on', async () => {
    const first = await forge.openOrUpdate(CHANGE);
    github.repository.push('main', { 'README.md': '# More\n' });
    expect((await forge.openOrUpdate(CHANGE)).headSha).toBe(first.headSha);
    expect(github.repository.pulls).toHaveLength(1);
  });

  it('adds a commit to its open pull request, renews its text, and drops files that are no longer rendered', async () => {
    await forge.openOrUpdate(CHANGE);
    const second = await forge.openOrUpdate({
      ...CHANGE,
      title: 'Corridor gha1, again',
      files: [
        {
          path: 'corridors/gha1/corridor.yaml',
          content: 'kind: Corridor\nspec: {}\n',
        },
      ],
    });
    expect(second).toMatchObject({ number: 1, created: false });
    expect(github.repository.files('corridors/gha1')).toEqual({
      ...github.repository.files('main'),
      'corridors/gha1/corridor.yaml': 'kind: Corridor\nspec: {}\n',
    });
    expect(github.repository.messages('corridors/gha1')).toHaveLength(3);
    expect(github.repository.pulls).toMatchObject([
      { title: 'Corridor gha1, again' },
    ]);
  });

  it('removes what is there and passes over what is not', async () => {
    await forge.openOrUpdate({
      ...CHANGE,
      files: [],
      remove: [
        'corridors/old/corridor.yaml',
        'corridors/old/aws/role.yaml',
        'corridors/old/none.yaml',
        'none/x.yaml',
      ],
    });
    expect(github.repository.files('corridors/gha1')).toEqual({
      'README.md': '# Corridors\n',
    });
  });

  it('starts anew at main on a branch that a merged pull request left behind', async () => {
    await forge.openOrUpdate(CHANGE);
    github.repository.merge(1);
    github.repository.push('main', {
      'corridors/gha1/corridor.yaml': 'edited\n',
    });
    const again = await forge.openOrUpdate(CHANGE);
    expect(again).toMatchObject({ number: 2, created: true });
    const { ahead, mergeBase } = github.repository.compare(
      github.repository.tip('main') ?? '',
      again.headSha,
    );
    expect(ahead).toHaveLength(1);
    expect(mergeBase).toBe(github.repository.tip('main'));
  });

  it('starts anew at main on a branch whose pull request was closed', async () => {
    await forge.openOrUpdate(CHANGE);
    github.repository.pulls.forEach(pull =>
      Object.assign(pull, { state: 'closed' }),
    );
    github.repository.push('main', { 'README.md': '# More\n' });
    const again = await forge.openOrUpdate(CHANGE);
    expect(again).toMatchObject({ number: 2, created: true });
    expect(github.repository.files('corridors/gha1')['README.md']).toBe(
      '# More\n',
    );
  });

  it('leaves a branch alone that somebody else committed to', async () => {
    await forge.openOrUpdate(CHANGE);
    const tip = github.repository.push(
      'corridors/gha1',
      { 'corridors/gha1/corridor.yaml': 'mine\n' },
      'Grace',
    );
    await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringMatching(
        /holds commit \w{10} by Grace.*delete the branch, then try again/,
      ),
    });
    expect(github.repository.tip('corridors/gha1')).toBe(tip);
  });

  it('finds the foreign commit after more than a hundred of its own', async () => {
    const { repository } = github;
    repository.setTip('corridors/gha1', repository.tip('main') ?? '');
    for (let index = 0; index < 120; index++) {
      const tip = repository.tip('corridors/gha1') ?? '';
      repository.setTip(
        'corridors/gha1',
        repository.commit({
          tree: repository.readCommit(tip)?.tree ?? '',
          parents: [tip],
          message: 'Ours\n\nCorridors-Branch: corridors/gha1\n',
          author: 'portal',
        }),
      );
    }
    repository.push('corridors/gha1', { x: 'x' }, 'Grace');
    await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('by Grace'),
    });
  });

  it('says that there is nothing to propose', async () => {
    github.repository.push(
      'main',
      Object.fromEntries(CHANGE.files.map(file => [file.path, file.content])),
    );
    await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('main already holds these very files'),
    });
    expect(github.repository.tip('corridors/gha1')).toBeUndefined();
  });

  it.each([
    [
      'climbs out of the repository',
      { files: [{ path: '../x', content: '' }] },
    ],
    ['is absolute', { files: [{ path: '/etc/x', content: '' }] }],
    ['goes into Git', { files: [{ path: '.git/config', content: '' }] }],
    ['has a backslash', { files: [{ path: 'a\\b', content: '' }] }],
    ['removes by climbing', { remove: ['a/../../x'] }],
    [
      'lies outside of the folder',
      { basePath: 'spark', files: [{ path: 'corridors/x', content: '' }] },
    ],
    ['goes to the base itself', { branch: 'main' }],
  ])(
    'refuses a change that %s, before anything is sent',
    async (_what, part) => {
      await expect(
        forge.openOrUpdate({ ...CHANGE, ...part }),
      ).rejects.toMatchObject({ kind: 'rejected' });
      expect(github.requests).toEqual([]);
    },
  );

  it.each([
    ['branch', /^\/git\/refs$/],
    ['pull request', /^\/pulls$/],
  ])(
    'makes no second one when the answer to the creation of the %s was lost',
    async (_what, path) => {
      github.fail({ method: 'POST', path, answer: 'drop' });
      await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
        kind: 'unavailable',
      });
      const pull = await forge.openOrUpdate(CHANGE);
      expect(pull.number).toBe(1);
      expect(github.repository.pulls).toHaveLength(1);
      expect(commits()).toBe(1);
    },
  );

  it('takes over a pull request that another process opened in between', async () => {
    await forge.openOrUpdate(CHANGE);
    github.fail({
      method: 'GET',
      path: /^\/pulls$/,
      times: 2,
      answer: 200,
      body: [],
    });
    expect(await forge.openOrUpdate(CHANGE)).toMatchObject({
      number: 1,
      created: false,
    });
  });

  it('opens one pull request when two ask at once', async () => {
    const pulls = await Promise.all([
      forge.openOrUpdate(CHANGE),
      forge.openOrUpdate(CHANGE),
    ]);
    expect(pulls.map(pull => pull.number)).toEqual([1, 1]);
    expect(github.repository.pulls).toHaveLength(1);
  });

  it('refuses an open pull request that goes elsewhere', async () => {
    github.repository.push('release', {});
    await forge.openOrUpdate({ ...CHANGE, base: 'release' });
    github.repository.setTip(
      'corridors/gha1',
      github.repository.tip('main') ?? '',
    );
    await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('to release, not to main'),
    });
  });
});
