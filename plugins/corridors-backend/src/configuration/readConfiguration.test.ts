import { ConfigReader } from '@backstage/config';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readConfiguration } from './readConfiguration';

const directory = createMockDirectory();

const cluster = {
  name: 'vpc2-kspray1',
  url: 'https://10.0.0.10:6443',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'secret-token',
  caData: 'Y2E=',
};

function configWith(corridors: JsonObject, clusters: JsonObject[] = [cluster]) {
  return new ConfigReader({
    kubernetes: { clusterLocatorMethods: [{ type: 'config', clusters }] },
    corridors,
  });
}

const gitops = { repoUrl: 'https://github.com/platform/corridors-gitops.git' };
const kubernetes = { cluster: 'vpc2-kspray1' };

describe('readConfiguration', () => {
  it('applies defaults', () => {
    const { environments, ...rest } = readConfiguration(
      configWith({ gitops, environments: { single1: { kubernetes } } }),
    );
    expect(rest).toEqual({
      gitops: {
        repoUrl: 'https://github.com/platform/corridors-gitops',
        branch: 'main',
        path: '',
        frequencySeconds: 15,
      },
      retentionMilliseconds: 180 * 24 * 60 * 60 * 1000,
    });
    expect(environments.get('single1')).toEqual({
      name: 'single1',
      cluster: {
        name: 'vpc2-kspray1',
        connection: {
          server: 'https://10.0.0.10:6443',
          token: 'secret-token',
          caData: 'Y2E=',
          caFile: undefined,
          skipTLSVerify: false,
        },
      },
      aws: {
        endpoints: { forcePathStyle: false },
        eksCluster: undefined,
        frequencySeconds: 300,
      },
      nodeRole: { kind: 'none' },
      verification: { live: true, requestsPerSecond: 10, schedule: undefined },
    });
  });

  it('reads everything that can be said', () => {
    directory.setContent({ 'ca.pem': 'CERTIFICATE' });
    const {
      gitops: location,
      environments,
      retentionMilliseconds,
    } = readConfiguration(
      configWith({
        gitops: {
          ...gitops,
          branch: 'live',
          path: '/fleet/',
          frequency: { minutes: 1 },
        },
        retention: '30 days',
        environments: {
          single1: {
            kubernetes,
            aws: {
              endpoints: {
                s3: 'https://s3.example',
                s3Control: 'https://s3-control.example',
                eks: 'https://eks.example',
                caFile: directory.resolve('ca.pem'),
                forcePathStyle: true,
              },
              eksCluster: 'kspray1',
              frequency: { minutes: 2 },
            },
            nodeRole: {
              credentials: { imds: { url: 'http://169.254.169.254/' } },
            },
            verification: {
              live: false,
              requestsPerSecond: 20,
              schedule: {
                frequency: { cron: '0 3 * * *' },
                timeout: { minutes: 30 },
              },
            },
          },
        },
      }),
    );
    expect(location).toMatchObject({
      branch: 'live',
      path: 'fleet',
      frequencySeconds: 60,
    });
    expect(retentionMilliseconds).toBe(30 * 24 * 60 * 60 * 1000);
    expect(environments.get('single1')).toMatchObject({
      aws: {
        endpoints: {
          s3: 'https://s3.example',
          s3Control: 'https://s3-control.example',
          eks: 'https://eks.example',
          ca: 'CERTIFICATE',
          forcePathStyle: true,
        },
        eksCluster: 'kspray1',
        frequencySeconds: 120,
      },
      nodeRole: { kind: 'imds', url: 'http://169.254.169.254' },
      verification: {
        live: false,
        requestsPerSecond: 20,
        schedule: { frequency: { cron: '0 3 * * *' } },
      },
    });
  });

  it.each([
    ['main', { kind: 'assume-role', via: {} }],
    [
      '111122223333',
      { kind: 'assume-role', via: { accountId: '111122223333' } },
    ],
  ])('reads that the node role is assumed via %s', (via, nodeRole) => {
    const environment = {
      kubernetes,
      nodeRole: { credentials: { assumeRole: { via } } },
    };
    const { environments } = readConfiguration(
      configWith({ gitops, environments: { single1: environment } }),
    );
    expect(environments.get('single1')).toMatchObject({ nodeRole });
  });

  it('takes the token of its own ServiceAccount where none is given', () => {
    const { serviceAccountToken: _token, caData: _ca, ...inCluster } = cluster;
    const { environments } = readConfiguration(
      configWith({ gitops, environments: { single1: { kubernetes } } }, [
        inCluster,
      ]),
    );
    expect(environments.get('single1')?.cluster.connection).toMatchObject({
      token: expect.any(Function),
      caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
    });
  });

  it.each<[string, JsonObject, string]>([
    ['no repository', {}, 'corridors.gitops: '],
    [
      'a repository that is no URL',
      { gitops: { repoUrl: 'platform/gitops' } },
      'corridors.gitops.repoUrl: must be an http',
    ],
    [
      'an unknown key',
      { gitops: { ...gitops, brunch: 'main' } },
      'Unrecognized key: "brunch"',
    ],
    [
      'a folder outside',
      { gitops: { ...gitops, path: '../other' } },
      'corridors.gitops.path: must not lead out',
    ],
    [
      'an environment without a cluster',
      { gitops, environments: { single1: {} } },
      'corridors.environments.single1.kubernetes: ',
    ],
    [
      'a rate of nothing',
      {
        gitops,
        environments: {
          single1: { kubernetes, verification: { requestsPerSecond: 0 } },
        },
      },
      'corridors.environments.single1.verification.requestsPerSecond: must be greater than 0',
    ],
    [
      'an unknown source of node credentials',
      {
        gitops,
        environments: {
          single1: { kubernetes, nodeRole: { credentials: { vault: {} } } },
        },
      },
      'corridors.environments.single1.nodeRole.credentials: must be none',
    ],
    [
      'a cluster that is not configured',
      {
        gitops,
        environments: { single1: { kubernetes: { cluster: 'other' } } },
      },
      'corridors.environments.single1.kubernetes.cluster is "other", which is not in kubernetes.clusterLocatorMethods[type=config].clusters; known: vpc2-kspray1',
    ],
    [
      'an authority that cannot be read',
      {
        gitops,
        environments: {
          single1: {
            kubernetes,
            aws: { endpoints: { caFile: '/nowhere/ca.pem' } },
          },
        },
      },
      'corridors.environments.single1.aws.endpoints.caFile is "/nowhere/ca.pem", which cannot be read',
    ],
  ])('refuses %s', (_what, corridors, message) => {
    expect(() => readConfiguration(configWith(corridors))).toThrow(message);
  });

  it.each(['google', 'oidc', 'aks', 'aws'])(
    'refuses the authProvider %s and says what to do',
    authProvider => {
      const config = configWith(
        { gitops, environments: { single1: { kubernetes } } },
        [{ ...cluster, authProvider }],
      );
      expect(() => readConfiguration(config)).toThrow(
        /authProvider is ".*needs authProvider serviceAccount/,
      );
    },
  );
});
