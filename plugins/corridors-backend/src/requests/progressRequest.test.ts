import type { StoredRequest } from '../database';
import { FakeForge } from '../__testUtils__/FakeForge';
import { progressRequest, type RequestObservation } from './progressRequest';

const NOW = new Date('2026-11-23T10:20:00.000Z');
const forge = new FakeForge();
const opened = forge.open(7, 'corridors/gha3');
const { url, number, branch, headSha, checkedAt } = opened;

const request: StoredRequest = {
  id: 'request-1',
  corridor: 'gha3',
  environment: 'single1',
  kind: 'create',
  state: 'reserved',
  requestedBy: 'user:default/ada',
  owner: 'group:default/gha',
  createdAt: '2026-11-23T10:10:00.000Z',
  updatedAt: '2026-11-23T10:10:00.000Z',
  reservedUntil: '2026-11-23T10:25:00.000Z',
  branch: 'corridors/gha3',
  filesDigest: 'sha256:abc',
  revision: 1,
};
const withPullRequest: StoredRequest = {
  ...request,
  pullRequest: { url, number, branch, headSha, checkedAt, state: 'open' },
};

function next(
  state: StoredRequest['state'],
  observation: Partial<RequestObservation>,
  base = withPullRequest,
) {
  return progressRequest(
    { ...base, state },
    { isRepositoryLive: true, now: NOW, ...observation },
  );
}

describe('progressRequest', () => {
  it.each<
    [string, StoredRequest['state'], Partial<RequestObservation>, string]
  >([
    [
      'finds the pull request of a reservation',
      'reserved',
      { pullRequest: opened },
      'open',
    ],
    [
      'finds that a reservation was merged unseen',
      'reserved',
      { corridor: 'provisioning' },
      'provisioning',
    ],
    [
      'sees a merge',
      'open',
      { pullRequest: { ...opened, state: 'merged' } },
      'merged',
    ],
    [
      'sees a close',
      'open',
      { pullRequest: { ...opened, state: 'closed' } },
      'closed',
    ],
    [
      'sees merged files in the repository',
      'merged',
      { corridor: 'provisioning' },
      'provisioning',
    ],
    [
      'goes on to provisioning before ready',
      'merged',
      { corridor: 'ready' },
      'provisioning',
    ],
    ['sees a ready corridor', 'provisioning', { corridor: 'ready' }, 'ready'],
    [
      'takes one that needs attention for built',
      'provisioning',
      { corridor: 'needs-attention' },
      'ready',
    ],
    ['fails when the corridor was removed again', 'provisioning', {}, 'failed'],
  ])('%s', (_what, state, observation, expected) => {
    const step = next(
      state,
      observation,
      state === 'reserved' ? request : withPullRequest,
    );
    expect(step?.change.state).toBe(expected);
    expect(step?.entries).toHaveLength(1);
  });

  it.each<[string, StoredRequest['state'], Partial<RequestObservation>]>([
    ['a fresh reservation', 'reserved', {}],
    ['an open pull request', 'open', { pullRequest: opened }],
    ['a pull request that could not be looked at', 'open', {}],
    ['a merge that was not read yet', 'merged', {}],
    ['a merged file that is invalid', 'merged', { corridor: 'invalid' }],
    [
      'a corridor that is being built',
      'provisioning',
      { corridor: 'provisioning' },
    ],
    ['a broken corridor', 'provisioning', { corridor: 'broken' }],
    [
      'absence in a stale repository',
      'provisioning',
      { isRepositoryLive: false },
    ],
    ['a ready request', 'ready', { corridor: 'broken' }],
    ['a closed request', 'closed', { pullRequest: opened }],
    ['a failed request', 'failed', { pullRequest: opened }],
  ])('waits with %s', (_what, state, observation) => {
    expect(
      next(
        state,
        observation,
        state === 'reserved' ? request : withPullRequest,
      ),
    ).toBeUndefined();
  });

  it('lets a reservation expire', () => {
    const step = next(
      'reserved',
      { now: new Date('2026-11-23T10:25:00.000Z') },
      request,
    );
    expect(step?.change).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('in time'),
    });
  });

  it('notes that commits were added', () => {
    const step = next('open', {
      pullRequest: { ...opened, headSha: 'b'.repeat(40) },
    });
    expect(step?.change.pullRequest?.headSha).toBe('b'.repeat(40));
    expect(step?.entries[0]?.event).toBe('pull-request-updated');
  });

  it('renews the note of when it looked once a minute, without an entry', () => {
    const later = { ...opened, checkedAt: '2026-11-23T10:01:00.000Z' };
    expect(next('open', { pullRequest: later })).toEqual({
      change: {
        pullRequest: {
          url,
          number,
          branch,
          headSha,
          state: 'open',
          checkedAt: later.checkedAt,
        },
      },
      entries: [],
    });
  });
});
