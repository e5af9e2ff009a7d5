import { buildFleet, type Finding, type Scope } from '@corridors/model';
import type { StoredRun } from '../database';
import { repositoryFiles } from '../__testUtils__/repository';
import { verificationsByCorridor } from './verificationsByCorridor';

const fleet = buildFleet(
  Object.entries(repositoryFiles()).map(([path, content]) => ({
    path,
    content,
  })),
);

const leak: Finding = {
  id: 'leak',
  kind: 'leak',
  title: '',
  explanation: '',
  nextAction: '',
  cells: [],
  views: ['observed'],
  environments: ['single1'],
  corridors: ['gha1'],
};

function finished(
  id: string,
  scope: Scope,
  at: string,
  corridors = ['gha1', 'gha2'],
): StoredRun {
  return {
    id,
    scope,
    views: ['observed'],
    state: 'succeeded',
    requestedBy: 'user:default/ada',
    createdAt: at,
    finishedAt: at,
    attempts: 1,
    revision: 5,
    analyses: [],
    progress: { phase: 'done', cells: 0, answered: 0 },
    plan: {
      accountId: '111122223333',
      identities: corridors.map(corridor => ({
        kind: 'corridor',
        id: `corridor:${corridor}`,
        corridor,
        environment: 'single1',
        accountId: '111122223333',
        roleArn: '',
        namespace: corridor,
        serviceAccount: corridor,
      })),
      resources: [],
      standingWeaknesses: [],
      baseContext: {},
      probedFrom: '',
    },
    outcome: { findings: [leak], coverage: [], cells: 0, covered: 0 },
  };
}

const EARLY = '2026-11-23T10:00:00.000Z';
const LATE = '2026-11-23T11:00:00.000Z';

describe('verificationsByCorridor', () => {
  it('takes the newest run that covers a corridor, whatever its scope', () => {
    const runs = [
      finished(
        'account',
        { kind: 'account', accountId: '111122223333' },
        EARLY,
      ),
      finished('corridor', { kind: 'corridor', corridor: 'gha1' }, LATE),
    ];
    const verifications = verificationsByCorridor(fleet, runs);
    expect(verifications.get('gha1')).toMatchObject({
      runId: 'corridor',
      at: LATE,
      findings: [leak],
    });
    expect(verifications.get('gha2')).toMatchObject({
      runId: 'account',
      at: EARLY,
      findings: [],
    });
  });

  it('knows nothing of a corridor that did not exist when the run was planned', () => {
    const runs = [
      finished(
        'environment',
        { kind: 'environment', environment: 'single1' },
        LATE,
        ['gha1'],
      ),
    ];
    expect([...verificationsByCorridor(fleet, runs).keys()]).toEqual(['gha1']);
  });

  it('leaves out runs of other environments and accounts', () => {
    const runs = [
      finished(
        'environment',
        { kind: 'environment', environment: 'elsewhere' },
        LATE,
      ),
      finished('account', { kind: 'account', accountId: '999999999999' }, LATE),
    ];
    expect(verificationsByCorridor(fleet, runs).size).toBe(0);
  });
});
