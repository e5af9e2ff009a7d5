import {
  createContext,
  serviceAccount,
} from '../../__testUtils__/createContext';
import { AS_OF } from '../../__testUtils__/createSnapshot';
import { checkServiceAccountExists } from './saExists';
import { checkServiceAccountRole } from './saRole';

const ROLE = 'arn:aws:iam::111122223333:role/single1_gha1';
type Cluster = Parameters<typeof createContext>[0]['cluster'];

describe('checkServiceAccountExists', () => {
  it.each<[string, Cluster, object]>([
    [
      'passes when it exists',
      {},
      {
        status: 'pass',
        required: true,
        source: 'kubernetes:single1',
        observedAt: AS_OF,
        ttlSeconds: 60,
      },
    ],
    [
      'fails when it does not',
      { serviceAccounts: [] },
      {
        status: 'fail',
        detail: 'Namespace gha1 has no ServiceAccount gha1',
        nextAction: expect.stringContaining('GitOps controller'),
      },
    ],
    [
      'fails when the namespace does not exist',
      { serviceAccounts: [], namespaces: [] },
      { status: 'fail', detail: 'Namespace gha1 does not exist' },
    ],
    [
      'is unknown while the list is not read',
      { states: { serviceAccounts: 'syncing' } },
      {
        status: 'unknown',
        detail: expect.stringContaining('not been read yet'),
      },
    ],
    [
      'is unknown where it may not look',
      { states: { serviceAccounts: 'forbidden' } },
      {
        status: 'unknown',
        detail: 'Needs the verbs list and watch on serviceAccounts',
        nextAction: "Grant the portal's account what is missing",
      },
    ],
    [
      'is unknown without a cluster',
      'absent',
      { status: 'unknown', detail: 'The cluster is not configured' },
    ],
    [
      'keeps what was seen last while the watch is stale',
      { states: { serviceAccounts: 'stale' }, asOf: '2026-11-23T11:00:00Z' },
      { status: 'pass', observedAt: '2026-11-23T11:00:00Z' },
    ],
  ])('%s', (_, cluster, expected) => {
    expect(
      checkServiceAccountExists(createContext({ mechanism: 'irsa', cluster })),
    ).toMatchObject({ id: 'sa-exists', ...expected });
  });
});

describe('checkServiceAccountRole', () => {
  it.each<[string, Record<string, string>, object]>([
    [
      'passes with the role of the corridor',
      { 'eks.amazonaws.com/role-arn': ROLE },
      { status: 'pass', since: '2026-11-23T10:02:00Z' },
    ],
    [
      'fails without an annotation',
      {},
      { status: 'fail', detail: expect.stringContaining('missing') },
    ],
    [
      'fails with another role',
      {
        'eks.amazonaws.com/role-arn':
          'arn:aws:iam::111122223333:role/single1_gha2',
      },
      {
        status: 'fail',
        detail: `The annotation names another role, expected ${ROLE}`,
        evidence:
          'eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/single1_gha2',
      },
    ],
    [
      'fails with a role of another account',
      {
        'eks.amazonaws.com/role-arn':
          'arn:aws:iam::999999999999:role/single1_gha1',
      },
      {
        status: 'fail',
        detail: expect.stringContaining('of another account (999999999999)'),
      },
    ],
    [
      'fails with a role of another partition',
      { 'eks.amazonaws.com/role-arn': ROLE.replace('arn:aws:', 'arn:aws-cn:') },
      { status: 'fail' },
    ],
    [
      'fails with what is no ARN of a role',
      { 'eks.amazonaws.com/role-arn': 'single1_gha1' },
      { status: 'fail', detail: 'The annotation is not the ARN of a role' },
    ],
    [
      'warns of another audience',
      {
        'eks.amazonaws.com/role-arn': ROLE,
        'eks.amazonaws.com/audience': 'vault',
      },
      { status: 'warn', detail: expect.stringContaining('audience vault') },
    ],
  ])('%s', (_, annotations, expected) => {
    const cluster = { serviceAccounts: [serviceAccount(annotations)] };
    expect(
      checkServiceAccountRole(createContext({ mechanism: 'irsa', cluster })),
    ).toMatchObject({ id: 'sa-role', required: true, ...expected });
  });
});
