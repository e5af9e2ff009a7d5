import type { Forge } from '../forge';
import { startTestGithub, type TestGithub } from '../testing';
import {
  CHANGE,
  connectTestForge,
  MAIN,
} from './__testUtils__/connectTestForge';

describe('createGithubForge', () => {
  let github: TestGithub;
  let forge: Forge;
  beforeEach(async () => {
    github = await startTestGithub(MAIN);
    forge = connectTestForge(github);
  });
  afterEach(() => github.close());

  describe('status', () => {
    it('follows a pull request from open to merged', async () => {
      const { headSha } = await forge.openOrUpdate(CHANGE);
      expect(await forge.status(1)).toEqual({
        number: 1,
        url: `${github.repoUrl}/pull/1`,
        state: 'open',
        branch: 'corridors/gha1',
        headSha,
        title: 'Corridor gha1',
        author: 'portal',
        reviews: 'none',
        checkedAt: '2027-01-02T03:04:05.000Z',
      });
      github.repository.merge(1);
      expect(await forge.status(1)).toMatchObject({
        state: 'merged',
        mergedAt: '2027-01-02T03:04:05Z',
        mergeCommitSha: github.repository.tip('main'),
      });
    });

    it.each([
      [[], 'none'],
      [['ada APPROVED'], 'approved'],
      [['ada CHANGES_REQUESTED', 'grace APPROVED'], 'changes-requested'],
      [['ada CHANGES_REQUESTED', 'ada APPROVED'], 'approved'],
      [['ada APPROVED', 'ada COMMENTED'], 'approved'],
      [['ada CHANGES_REQUESTED', 'ada DISMISSED'], 'none'],
    ])('sums up the reviews %j as %s', async (given, reviews) => {
      await forge.openOrUpdate(CHANGE);
      for (const review of given) {
        const [login = '', state = ''] = review.split(' ');
        github.repository.pulls[0]?.reviews.push({ user: { login }, state });
      }
      expect(await forge.status(1)).toMatchObject({ reviews });
      expect(await forge.findOpen('corridors/gha1')).toMatchObject({
        number: 1,
        reviews,
      });
    });

    it('finds open pull requests by branch and by prefix', async () => {
      await forge.openOrUpdate(CHANGE);
      await forge.openOrUpdate({ ...CHANGE, branch: 'renovate/x' });
      expect(await forge.findOpen('corridors/gha2')).toBeUndefined();
      const listed = await forge.listOpen('corridors/');
      expect(listed.map(({ number, branch }) => ({ number, branch }))).toEqual([
        { number: 1, branch: 'corridors/gha1' },
      ]);
    });
  });

  describe('readTree', () => {
    it('reads a folder with paths from the root, and the commit it read', async () => {
      expect(await forge.readTree('main', 'corridors/old')).toEqual({
        sha: github.repository.tip('main'),
        files: [
          { path: 'corridors/old/aws/role.yaml', content: 'kind: Role\n' },
          { path: 'corridors/old/corridor.yaml', content: 'kind: Corridor\n' },
        ],
      });
    });

    it('reads everything, and nothing of a folder that is not there', async () => {
      expect((await forge.readTree('main', '')).files).toHaveLength(3);
      expect((await forge.readTree('main', 'corridors/none')).files).toEqual(
        [],
      );
    });

    it('refuses a file that no manifest can be', async () => {
      github.repository.push('main', {
        'corridors/old/huge.yaml': 'x'.repeat(1024 * 1024 + 1),
      });
      await expect(forge.readTree('main', 'corridors')).rejects.toMatchObject({
        kind: 'rejected',
        message: expect.stringContaining('corridors/old/huge.yaml'),
      });
    });

    it('says that a branch is not there', async () => {
      await expect(forge.readTree('none', '')).rejects.toMatchObject({
        kind: 'not-found',
      });
    });
  });
});
