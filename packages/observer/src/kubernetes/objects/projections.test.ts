import { projectAwsResource } from './observedAwsResource';
import { projectNamespace } from './observedNamespace';
import { projectPod } from './observedPod';
import { projectResourceQuota } from './observedResourceQuota';
import { projectServiceAccount } from './observedServiceAccount';
import { projectSparkApplication } from './observedSparkApplication';

const SEEN = new Date('2026-11-23T12:00:00Z');
const ROLE = 'arn:aws:iam::111122223333:role/single1_gha1';

describe('projections', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'surprise'],
    ['an empty object', {}],
    ['wrong types everywhere', { metadata: [], spec: 7, status: 'x' }],
    [
      'wrong types inside',
      {
        metadata: {
          labels: [1],
          annotations: 'x',
          managedFields: {},
          ownerReferences: 3,
        },
        spec: { containers: {}, sparkConf: [], driver: null },
        status: {
          containerStatuses: 'x',
          conditions: {},
          applicationState: [],
        },
      },
    ],
  ])('survive %s', (_, object) => {
    expect(() => {
      projectNamespace(object);
      projectServiceAccount(object, undefined, SEEN);
      projectPod(object);
      projectResourceQuota(object);
      projectSparkApplication(object);
      projectAwsResource('Bucket', object);
    }).not.toThrow();
  });
});

describe('projectPod', () => {
  it('keeps of the environment only which AWS identity it takes, and never a key', () => {
    const pod = projectPod({
      metadata: {
        name: 'driver',
        namespace: 'gha1',
        managedFields: [{ big: 'x'.repeat(1000) }],
      },
      spec: {
        containers: [
          {
            name: 'spark-kubernetes-driver',
            image: 'spark:3.5.6',
            env: [
              { name: 'AWS_ROLE_ARN', value: ROLE },
              { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/token' },
              { name: 'AWS_ACCESS_KEY_ID', value: 'AKIAIOSFODNN7EXAMPLE' },
              { name: 'AWS_SECRET_ACCESS_KEY', value: 'wJalr' },
              { name: 'DATABASE_PASSWORD', value: 'hunter2' },
            ],
          },
        ],
      },
    });
    expect(pod.containers[0]).toMatchObject({
      roleArn: ROLE,
      webIdentityTokenFile: '/var/run/token',
      hasStaticKeys: true,
    });
    expect(JSON.stringify(pod)).not.toMatch(/AKIA|wJalr|hunter2|xxx/);
  });
});

describe('projectSparkApplication', () => {
  it('keeps of the configuration only what decides over credentials, and never a key', () => {
    const application = projectSparkApplication({
      spec: {
        sparkConf: {
          'spark.hadoop.fs.s3a.aws.credentials.provider': 'X',
          'spark.hadoop.fs.s3a.secret.key': 'wJalr',
          'spark.executor.instances': 3,
          'spark.app.password': 'hunter2',
        },
        hadoopConf: { 'fs.s3a.assumed.role.arn': ROLE },
      },
    });
    expect(application.credentialConfiguration).toEqual({
      'fs.s3a.aws.credentials.provider': 'X',
      'fs.s3a.secret.key': 'set',
      'fs.s3a.assumed.role.arn': ROLE,
    });
    expect(application.requestedExecutors).toBe(3);
    expect(JSON.stringify(application)).not.toMatch(/wJalr|hunter2/);
  });
});

describe('requestedExecutors', () => {
  it.each<[string, object, number | undefined]>([
    ['instances', { executor: { instances: 2 } }, 2],
    ['sparkConf', { sparkConf: { 'spark.executor.instances': '4' } }, 4],
    ['nothing', {}, undefined],
    [
      'dynamic allocation of the operator',
      { executor: { instances: 2 }, dynamicAllocation: { enabled: true } },
      undefined,
    ],
    [
      'dynamic allocation of Spark',
      {
        executor: { instances: 2 },
        sparkConf: { 'spark.dynamicAllocation.enabled': true },
      },
      undefined,
    ],
  ])('by %s', (_, spec, expected) => {
    expect(projectSparkApplication({ spec }).requestedExecutors).toBe(expected);
  });
});

describe('projectServiceAccount', () => {
  const account = (roleArn: string | undefined, extra: object = {}) => ({
    metadata: {
      uid: 'u',
      name: 'gha1',
      namespace: 'gha1',
      creationTimestamp: '2026-11-20T08:00:00Z',
      annotations:
        roleArn === undefined ? {} : { 'eks.amazonaws.com/role-arn': roleArn },
      ...extra,
    },
  });
  const managed = (time: string, key: string) => ({
    manager: 'argocd',
    time,
    fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${key}`]: {} } } },
  });

  it.each([
    {
      title: 'the field manager that owns it',
      extra: {
        managedFields: [
          managed('2026-11-21T09:00:00Z', 'eks.amazonaws.com/role-arn'),
          managed('2026-11-22T09:00:00Z', 'other'),
        ],
      },
      expected: '2026-11-21T09:00:00Z',
    },
    {
      title: 'the creation, where nothing better is known',
      extra: {},
      expected: '2026-11-20T08:00:00Z',
    },
  ])('takes the time of the annotation from $title', ({ extra, expected }) => {
    expect(
      projectServiceAccount(account(ROLE, extra), undefined, SEEN)
        .roleAnnotationSince,
    ).toBe(expected);
  });

  it('takes the time at which it saw the annotation change, and keeps it', () => {
    const before = projectServiceAccount(account(undefined), undefined, SEEN);
    expect(before.roleAnnotationSince).toBeUndefined();
    const changed = projectServiceAccount(account(ROLE), before, SEEN);
    expect(changed.roleAnnotationSince).toBe('2026-11-23T12:00:00.000Z');
    const later = projectServiceAccount(
      account(ROLE),
      changed,
      new Date('2026-11-24T00:00:00Z'),
    );
    expect(later.roleAnnotationSince).toBe('2026-11-23T12:00:00.000Z');
  });

  it('starts anew with a ServiceAccount that was made again under the same name', () => {
    const before = projectServiceAccount(account('arn:old'), undefined, SEEN);
    const again = projectServiceAccount(
      account(ROLE, { uid: 'u2', creationTimestamp: '2026-11-22T08:00:00Z' }),
      before,
      SEEN,
    );
    expect(again.roleAnnotationSince).toBe('2026-11-22T08:00:00Z');
  });
});

describe('projectAwsResource', () => {
  it('keeps the shape that a readiness check reads, without the rest', () => {
    const resource = projectAwsResource('Bucket', {
      apiVersion: 's3.services.k8s.aws/v1alpha1',
      metadata: {
        name: 'gha1-primary',
        namespace: 'corridors-aws',
        generation: 2,
        labels: { 'corridors.dev/corridor': 'gha1' },
        managedFields: [{}],
      },
      spec: { name: 'gha1-primary', policy: '{}' },
      status: {
        ackResourceMetadata: {
          arn: 'arn:aws:s3:::gha1-primary',
          ownerAccountID: '111122223333',
          region: 'eu-west-3',
        },
        conditions: [
          {
            type: 'ACK.ResourceSynced',
            status: 'True',
            lastTransitionTime: '2026-11-23T10:00:00Z',
          },
        ],
        location: 'x',
      },
    });
    expect(resource).toMatchObject({
      kind: 'Bucket',
      awsName: 'gha1-primary',
      arn: 'arn:aws:s3:::gha1-primary',
    });
    expect(resource.object).toMatchObject({
      apiVersion: 's3.services.k8s.aws/v1alpha1',
      kind: 'Bucket',
      metadata: { name: 'gha1-primary', generation: 2 },
      status: { conditions: [{ type: 'ACK.ResourceSynced', status: 'True' }] },
    });
    expect(JSON.stringify(resource)).not.toMatch(/managedFields|policy/);
  });
});
