import { callApi } from '../__testUtils__/apiClient';
import { eventually } from '../__testUtils__/eventually';
import {
  ADMIN_TOKEN,
  TestCluster,
  startTestCluster,
} from '../__testUtils__/startTestCluster';
import { IDENTITY_WEBHOOK } from './injectIdentity';

const ROLE = 'arn:aws:iam::111122223333:role/irsa_gha1';
const POD_PATH = '/api/v1/namespaces/gha1/pods';

let cluster: TestCluster;

const call = (method: string, target: string, body?: unknown) =>
  callApi(cluster, method, target, { token: ADMIN_TOKEN, body });

const webhook = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: IDENTITY_WEBHOOK },
};

beforeEach(async () => {
  cluster = await startTestCluster({
    region: 'eu-west-3',
    setup: [
      webhook,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gha1' } },
    ],
  });
});

afterEach(async () => {
  await cluster.close();
});

interface Pod {
  readonly spec: {
    readonly containers: readonly {
      readonly name: string;
      readonly env?: readonly {
        readonly name: string;
        readonly value: string;
      }[];
      readonly resources?: unknown;
    }[];
    readonly volumes?: readonly Record<string, unknown>[];
  };
}

function pod(
  name: string,
  options: { container?: object; spec?: object; annotations?: object } = {},
) {
  return {
    metadata: { name, annotations: options.annotations },
    spec: {
      serviceAccountName: 'gha1',
      containers: [{ name: 'main', image: 'i', ...options.container }],
      ...options.spec,
    },
  };
}

async function createPod(body: unknown): Promise<Pod> {
  const { code, json, text } = await call('POST', POD_PATH, body);
  if (code !== 201) {
    throw new Error(text);
  }
  return json as Pod;
}

const environmentOf = (created: Pod, container = 0) =>
  Object.fromEntries(
    (created.spec.containers[container]?.env ?? []).map(({ name, value }) => [
      name,
      value,
    ]),
  );

describe('the identity webhook', () => {
  const annotate = (annotations: Record<string, string>) =>
    call('POST', '/api/v1/namespaces/gha1/serviceaccounts', {
      metadata: { name: 'gha1', annotations },
    });

  it('gives containers of an annotated account role, token path and volume', async () => {
    await annotate({ 'eks.amazonaws.com/role-arn': ROLE });
    const created = await createPod(pod('a'));
    expect(environmentOf(created)).toEqual({
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_DEFAULT_REGION: 'eu-west-3',
      AWS_REGION: 'eu-west-3',
      AWS_ROLE_ARN: ROLE,
      AWS_WEB_IDENTITY_TOKEN_FILE:
        '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
    });
    expect(created.spec.volumes).toContainEqual({
      name: 'aws-iam-token',
      projected: {
        defaultMode: 420,
        sources: [
          {
            serviceAccountToken: {
              audience: 'sts.amazonaws.com',
              expirationSeconds: 86400,
              path: 'token',
            },
          },
        ],
      },
    });
  });

  it('heeds audience and expiration of the account', async () => {
    await annotate({
      'eks.amazonaws.com/role-arn': ROLE,
      'eks.amazonaws.com/audience': 'other',
      'eks.amazonaws.com/token-expiration': '3600',
    });
    expect(JSON.stringify((await createPod(pod('a'))).spec.volumes)).toContain(
      '"audience":"other","expirationSeconds":3600',
    );
  });

  it('keeps what a container sets itself', async () => {
    await annotate({ 'eks.amazonaws.com/role-arn': ROLE });
    const created = await createPod(
      pod('a', {
        container: { env: [{ name: 'AWS_ROLE_ARN', value: 'own' }] },
      }),
    );
    expect(environmentOf(created).AWS_ROLE_ARN).toBe('own');
  });

  it('leaves out containers that the pod names', async () => {
    await annotate({ 'eks.amazonaws.com/role-arn': ROLE });
    const containers = [
      { name: 'main', image: 'i' },
      { name: 'side', image: 'i' },
    ];
    const created = await createPod(
      pod('a', {
        spec: { containers },
        annotations: { 'eks.amazonaws.com/skip-containers': 'side' },
      }),
    );
    expect(environmentOf(created, 0)).toHaveProperty('AWS_ROLE_ARN');
    expect(environmentOf(created, 1)).toEqual({});
  });

  it('does nothing without the annotation', async () => {
    await annotate({});
    expect(environmentOf(await createPod(pod('a')))).toEqual({});
  });

  it('does nothing once it is uninstalled, and nothing to pods that exist', async () => {
    await annotate({});
    await createPod(pod('before'));
    await callApi(
      cluster,
      'PATCH',
      '/api/v1/namespaces/gha1/serviceaccounts/gha1',
      {
        token: ADMIN_TOKEN,
        contentType: 'application/merge-patch+json',
        body: {
          metadata: { annotations: { 'eks.amazonaws.com/role-arn': ROLE } },
        },
      },
    );
    expect(
      environmentOf((await call('GET', `${POD_PATH}/before`)).json as Pod),
    ).toEqual({});
    await call(
      'DELETE',
      `/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/${IDENTITY_WEBHOOK}`,
    );
    expect(environmentOf(await createPod(pod('after')))).toEqual({});
  });
});

describe('service accounts', () => {
  it('mount their token into pods unless that is switched off', async () => {
    await call('POST', '/api/v1/namespaces/gha1/serviceaccounts', {
      metadata: { name: 'gha1' },
    });
    const volumes = async (spec: object) =>
      (await createPod(pod(`p${Math.random()}`, { spec }))).spec.volumes ?? [];
    expect((await volumes({})).map(volume => volume.name)).toEqual([
      'kube-api-access',
    ]);
    expect(await volumes({ automountServiceAccountToken: false })).toEqual([]);
  });
});

describe('quotas', () => {
  const resources = (cpu: string, memory: string) => ({
    resources: { requests: { cpu, memory } },
  });

  beforeEach(async () => {
    await call('POST', '/api/v1/namespaces/gha1/serviceaccounts', {
      metadata: { name: 'gha1' },
    });
    await call('POST', '/api/v1/namespaces/gha1/resourcequotas', {
      metadata: { name: 'corridor' },
      spec: {
        hard: { pods: '2', 'requests.cpu': '2', 'requests.memory': '2Gi' },
      },
    });
  });

  const used = async () =>
    (
      (await call('GET', '/api/v1/namespaces/gha1/resourcequotas/corridor'))
        .json as { status: { used: unknown } }
    ).status.used;

  it('count what pods ask for, until they end or go', async () => {
    await createPod(pod('a', { container: resources('500m', '512Mi') }));
    await createPod(pod('b', { container: resources('1', '512Mi') }));
    await eventually(async () =>
      expect(await used()).toEqual({
        pods: '2',
        'requests.cpu': '1500m',
        'requests.memory': '1Gi',
      }),
    );

    await callApi(cluster, 'PATCH', `${POD_PATH}/b/status`, {
      token: ADMIN_TOKEN,
      contentType: 'application/merge-patch+json',
      body: { status: { phase: 'Succeeded' } },
    });
    await eventually(async () =>
      expect(await used()).toEqual({
        pods: '1',
        'requests.cpu': '500m',
        'requests.memory': '512Mi',
      }),
    );
    await call('DELETE', `${POD_PATH}/a`);
    await eventually(async () =>
      expect(await used()).toEqual({
        pods: '0',
        'requests.cpu': '0',
        'requests.memory': '0',
      }),
    );
  });

  it('refuse what does not fit, with the numbers', async () => {
    await createPod(pod('a', { container: resources('1500m', '1Gi') }));
    const answer = await call(
      'POST',
      POD_PATH,
      pod('b', { container: resources('1', '512Mi') }),
    );
    expect(answer).toMatchObject({
      code: 403,
      json: {
        message:
          'pods "b" is forbidden: exceeded quota: corridor, requested: requests.cpu=1, used: requests.cpu=1500m, limited: requests.cpu=2',
      },
    });
  });

  it('refuse pods that do not say what they need, unless a limit range says it for them', async () => {
    expect(await call('POST', POD_PATH, pod('a'))).toMatchObject({
      code: 403,
      json: {
        message:
          'pods "a" is forbidden: failed quota: corridor: must specify requests.cpu for: main; requests.memory for: main',
      },
    });
    await call('POST', '/api/v1/namespaces/gha1/limitranges', {
      metadata: { name: 'defaults' },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { cpu: '1', memory: '1Gi' },
            defaultRequest: { cpu: '250m', memory: '256Mi' },
          },
        ],
      },
    });
    expect((await createPod(pod('a'))).spec.containers[0]?.resources).toEqual({
      limits: { cpu: '1', memory: '1Gi' },
      requests: { cpu: '250m', memory: '256Mi' },
    });
  });

  it('refuse services that are reachable from outside when none are allowed', async () => {
    await call('POST', '/api/v1/namespaces/gha1/resourcequotas', {
      metadata: { name: 'inside' },
      spec: { hard: { 'services.nodeports': '0' } },
    });
    const service = (type: string) =>
      call('POST', '/api/v1/namespaces/gha1/services', {
        metadata: { name: type.toLowerCase() },
        spec: { type, ports: [{ port: 80 }] },
      });
    expect(await service('ClusterIP')).toMatchObject({ code: 201 });
    expect(await service('NodePort')).toMatchObject({
      code: 403,
      json: {
        message: expect.stringContaining(
          'exceeded quota: inside, requested: services.nodeports=1',
        ),
      },
    });
  });
});
