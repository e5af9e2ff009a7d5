import { CredentialState } from '@corridors/model';
import {
  createContext,
  NODE_ROLE,
  nodeRoleTrust,
} from '../__testUtils__/createContext';
import { observeCredentials } from './observeCredentials';

type Options = Parameters<typeof createContext>[0];
const used = { lastUsed: { at: '2026-11-23T10:00:00Z' } };

describe('observeCredentials', () => {
  it.each<[string, Options, CredentialState]>([
    ['everything is right', { mechanism: 'irsa', role: used }, 'healthy'],
    [
      'everything is right and roles are assumed from the node',
      { mechanism: 'assume-role', role: used },
      'healthy',
    ],
    ['nothing has run', { mechanism: 'irsa' }, 'unused'],
    [
      'AWS cannot be looked at',
      { mechanism: 'irsa', aws: 'absent' },
      'kubernetes-ok',
    ],
    [
      'the role is gone',
      {
        mechanism: 'irsa',
        role: { state: 'absent', asOf: '2026-11-23T11:59:00Z' },
      },
      'broken',
    ],
    [
      'the role is gone and roles are assumed from the node',
      {
        mechanism: 'assume-role',
        role: { state: 'absent', asOf: '2026-11-23T11:59:00Z' },
      },
      'broken',
    ],
    [
      'the trust is refused',
      {
        mechanism: 'assume-role',
        role: { trustPolicy: JSON.stringify(nodeRoleTrust(`${NODE_ROLE}-2`)) },
      },
      'broken',
    ],
    [
      'the ServiceAccount is gone',
      { mechanism: 'assume-role', cluster: { serviceAccounts: [] } },
      'broken',
    ],
    [
      'too many are trusted',
      {
        mechanism: 'assume-role',
        role: { ...used, trustPolicy: JSON.stringify(nodeRoleTrust('*')) },
      },
      'degraded',
    ],
    [
      'the cluster has been silent for more than a minute',
      {
        mechanism: 'irsa',
        role: used,
        cluster: { asOf: '2026-11-23T11:58:50Z' },
      },
      'unknown',
    ],
    [
      'the account does not answer',
      {
        mechanism: 'irsa',
        role: {
          state: 'unknown',
          failure: {
            kind: 'unreachable',
            message: 'x',
            since: '2026-11-23T11:59:00Z',
          },
        },
      },
      'unknown',
    ],
    [
      'the clocks differ by 20 min',
      { mechanism: 'irsa', role: used, cluster: { clockSkewSeconds: 1200 } },
      'healthy',
    ],
  ])('judges when %s', (_, options, state) => {
    expect(observeCredentials(createContext(options)).state).toBe(state);
  });

  it('runs the checks of the mechanism, in the order of the way from pod to role', () => {
    const ids = (mechanism: Options['mechanism']) =>
      observeCredentials(createContext({ mechanism })).checks.map(
        ({ id }) => id,
      );
    expect(ids('irsa').sort()).toEqual([
      'injection',
      'last-used',
      'oidc-provider',
      'provider-config',
      'role-exists',
      'sa-exists',
      'sa-role',
      'trust',
    ]);
    expect(ids('assume-role').sort()).toEqual([
      'last-used',
      'provider-config',
      'role-exists',
      'sa-exists',
      'trust',
    ]);
  });
});
