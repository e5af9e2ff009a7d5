import { FactState } from '@corridors/model';
import { environmentOf, ISSUER } from '../__testUtils__/createContext';
import { AS_OF, createSnapshot } from '../__testUtils__/createSnapshot';
import { serviceAccountsOf } from './serviceAccountsOf';

const CLUSTER = 'vpc2-kspray1';
const ROLE = 'arn:aws:iam::111122223333:role/corridors/single1_gha1';
const SERVICE_ACCOUNTS = [
  {
    metadata: {
      name: 'spark',
      namespace: 'gha1',
      uid: '1',
      annotations: { 'eks.amazonaws.com/role-arn': ROLE },
    },
  },
  { metadata: { name: 'default', namespace: 'gha1', uid: '2' } },
];

describe('serviceAccountsOf', () => {
  it('gives every ServiceAccount with the role it asks for and the issuer of its tokens', () => {
    expect(
      serviceAccountsOf(
        createSnapshot({ serviceAccounts: SERVICE_ACCOUNTS }),
        environmentOf('irsa'),
      ),
    ).toEqual({
      serviceAccounts: [
        {
          cluster: CLUSTER,
          namespace: 'gha1',
          name: 'spark',
          issuer: ISSUER,
          roleArn: ROLE,
        },
        {
          cluster: CLUSTER,
          namespace: 'gha1',
          name: 'default',
          issuer: ISSUER,
        },
      ],
      gaps: [],
    });
  });

  it('names no issuer where tokens are not what roles are given for', () => {
    const { serviceAccounts } = serviceAccountsOf(
      createSnapshot({ serviceAccounts: SERVICE_ACCOUNTS }),
      environmentOf('assume-role'),
    );
    expect(serviceAccounts).toHaveLength(2);
    expect(serviceAccounts[0]).not.toHaveProperty('issuer');
  });

  it.each<[FactState, string, string]>([
    [
      'syncing',
      'failed',
      `ServiceAccounts of cluster ${CLUSTER} are not read yet`,
    ],
    [
      'forbidden',
      'access-denied',
      `ServiceAccounts of cluster ${CLUSTER} may not be read: Needs the verbs list and watch on serviceAccounts`,
    ],
    [
      'unavailable',
      'unreachable',
      `ServiceAccounts of cluster ${CLUSTER} cannot be read`,
    ],
    [
      'stale',
      'unreachable',
      `ServiceAccounts of cluster ${CLUSTER} were last known at ${AS_OF}`,
    ],
  ])('leaves a gap while they are %s', (state, cause, message) => {
    const { gaps } = serviceAccountsOf(
      createSnapshot({
        serviceAccounts: SERVICE_ACCOUNTS,
        states: { serviceAccounts: state },
      }),
      environmentOf('irsa'),
    );
    expect(gaps).toEqual([
      { part: 'service-accounts', subject: CLUSTER, cause, message },
    ]);
  });

  it('leaves a gap when the cluster is not watched', () => {
    expect(serviceAccountsOf(undefined, environmentOf('irsa'))).toEqual({
      serviceAccounts: [],
      gaps: [
        {
          part: 'service-accounts',
          subject: CLUSTER,
          cause: 'failed',
          message: `ServiceAccounts of cluster ${CLUSTER} are not watched`,
        },
      ],
    });
  });
});
