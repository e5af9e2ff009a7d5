import type { CorridorRequest } from '@corridors/plugin-corridors-common';
import { ago } from './corridors';

export function fixtureRequests(now: Date): CorridorRequest[] {
  const base = {
    environment: 'lake1',
    kind: 'create',
    requestedBy: 'user:default/grace',
    owner: 'group:default/industry',
    filesDigest: 'sha256:0f1e',
  } as const;
  const pull = (
    number: number,
    state: 'open' | 'merged' | 'closed',
    corridor: string,
  ) => ({
    url: `https://github.com/example/gitops/pull/${number}`,
    number,
    branch: `corridors/${corridor}`,
    headSha: '9f8e7d6',
    state,
    checkedAt: ago(now, 25),
  });
  const reserved = {
    at: ago(now, 7300),
    event: 'reserved',
    detail: 'The name is reserved.',
    by: 'user:default/grace',
  };
  const opened = {
    at: ago(now, 7290),
    event: 'pull-request-opened',
    detail: 'Pull request #31 with 14 files.',
  };
  return [
    {
      ...base,
      id: 'request-1',
      corridor: 'sensors',
      state: 'provisioning',
      createdAt: ago(now, 7300),
      updatedAt: ago(now, 200),
      waitingFor:
        'AWS to create the bucket sensors-raw and the role lake1_sensors',
      pullRequest: pull(31, 'merged', 'sensors'),
      timeline: [
        reserved,
        opened,
        {
          at: ago(now, 600),
          event: 'merged',
          detail: 'Merged into main.',
          by: 'user:default/ada',
        },
      ],
    },
    {
      ...base,
      id: 'request-2',
      corridor: 'weather',
      state: 'open',
      createdAt: ago(now, 3600),
      updatedAt: ago(now, 3500),
      waitingFor: 'a review of pull request #33',
      pullRequest: pull(33, 'open', 'weather'),
      timeline: [
        { ...reserved, at: ago(now, 3600) },
        {
          ...opened,
          at: ago(now, 3500),
          detail: 'Pull request #33 with 14 files.',
        },
      ],
    },
    {
      ...base,
      id: 'request-3',
      corridor: 'gha-test',
      state: 'failed',
      createdAt: ago(now, 200_000),
      updatedAt: ago(now, 199_900),
      waitingFor: '',
      timeline: [
        { ...reserved, at: ago(now, 200_000) },
        {
          at: ago(now, 199_900),
          event: 'released',
          detail: 'GitHub answered 422: the branch is protected.',
        },
      ],
      error:
        'GitHub answered 422: the branch is protected. Nothing was written; ask again once it is not.',
    },
  ];
}
