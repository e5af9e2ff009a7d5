import {
  DeleteRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ACCOUNT, ROOT, policy } from '../../aws/__testUtils__/startTestAws';
import { IDENTITY_WEBHOOK } from '../../kubernetes';
import { eventually } from '../../kubernetes/__testUtils__/eventually';
import {
  BUCKET,
  CORRIDOR_ROLE,
  SparkWorld,
  startSparkWorld,
} from './__testUtils__/startSparkWorld';

jest.setTimeout(60_000);

const APPLICATIONS =
  '/apis/sparkoperator.k8s.io/v1beta2/namespaces/gha1/sparkapplications';
const PODS = '/api/v1/namespaces/gha1/pods';
const MERGE_PATCH = 'application/merge-patch+json';
const PROVIDER = 'spark.hadoop.fs.s3a.aws.credentials.provider';

const WEB_IDENTITY = {
  [PROVIDER]:
    'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider',
};
const ASSUME_ROLE = {
  [PROVIDER]: 'org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider',
  'spark.hadoop.fs.s3a.assumed.role.arn': CORRIDOR_ROLE,
};
const READ_AND_WRITE = [
  'read',
  `s3a://${BUCKET}/in/`,
  'write',
  `s3a://${BUCKET}/out/`,
];

let world: SparkWorld;

beforeEach(async () => {
  world = await startSparkWorld();
});

afterEach(async () => {
  await world.close();
});

interface Status {
  readonly applicationState: {
    readonly state: string;
    readonly errorMessage?: string;
  };
  readonly executorState?: Readonly<Record<string, string>>;
  readonly executionAttempts?: number;
  readonly submissionID?: string;
  readonly terminationTime?: string | null;
}

async function submit(
  name: string,
  options: {
    sparkConf: object;
    args?: string[];
    sparkVersion?: string;
    spec?: object;
    serviceAccount?: string;
  },
): Promise<void> {
  const { code, text } = await world.call('POST', APPLICATIONS, {
    metadata: { name },
    spec: {
      type: 'Java',
      mode: 'cluster',
      sparkVersion: options.sparkVersion ?? '4.1.1',
      mainClass: 'example.Main',
      mainApplicationFile: 'local:///app.jar',
      arguments: options.args ?? READ_AND_WRITE,
      sparkConf: options.sparkConf,
      driver: {
        cores: 1,
        memory: '512m',
        serviceAccount: options.serviceAccount ?? 'gha1',
      },
      executor: { cores: 1, memory: '512m', instances: 2 },
      ...options.spec,
    },
  });
  expect({ code, text }).toMatchObject({ code: 201 });
}

async function statusOf(name: string): Promise<Status> {
  const { json } = await world.call('GET', `${APPLICATIONS}/${name}`);
  return (
    (json as { status?: Status }).status ?? { applicationState: { state: '' } }
  );
}

const reach = (name: string, state: string) =>
  eventually(async () => {
    const status = await statusOf(name);
    expect(status).toMatchObject({ applicationState: { state } });
    return status;
  }, 20_000);

const logOf = async (name: string) =>
  (await world.call('GET', `${PODS}/${name}-driver/log`)).text;

async function podsOf(
  name: string,
  role: string,
): Promise<{ metadata: { name: string }; status: { phase: string } }[]> {
  const selector = encodeURIComponent(
    `sparkoperator.k8s.io/app-name=${name},spark-role=${role}`,
  );
  const { json } = await world.call('GET', `${PODS}?labelSelector=${selector}`);
  return (
    json as {
      items: { metadata: { name: string }; status: { phase: string } }[];
    }
  ).items;
}

describe('an application', () => {
  it.each([
    ['the token of its service account', WEB_IDENTITY],
    ['a role that the node switches to', ASSUME_ROLE],
  ])(
    'reads and writes its bucket with %s, and completes',
    async (_title, sparkConf) => {
      await submit('good', { sparkConf });
      const status = await reach('good', 'COMPLETED');

      expect(Object.entries(status.executorState ?? {})).toEqual(
        expect.arrayContaining([
          ['good-exec-1', 'COMPLETED'],
          ['good-exec-2', 'COMPLETED'],
        ]),
      );
      expect(status.terminationTime).toEqual(expect.any(String));
      expect(
        (await podsOf('good', 'driver')).map(pod => pod.status.phase),
      ).toEqual(['Succeeded']);
      const { Contents } = await world.aws
        .s3(ROOT)
        .send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'out/' }));
      expect(Contents?.map(({ Key }) => Key)).toEqual([
        'out/_SUCCESS',
        expect.stringMatching(/^out\/part-00000-spark-/),
      ]);
      expect(await logOf('good')).toContain(
        `read 1 files, 7 bytes from s3a://${BUCKET}/in/`,
      );
    },
  );

  it('holds with its executors running', async () => {
    await submit('long', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await reach('long', 'RUNNING');
    await eventually(async () =>
      expect((await statusOf('long')).executorState).toEqual({
        'long-exec-1': 'RUNNING',
        'long-exec-2': 'RUNNING',
      }),
    );
  });

  it('fails with the message of the service when its role loses the bucket while it runs', async () => {
    await submit('broken', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await reach('broken', 'RUNNING');
    await eventually(async () =>
      expect(await logOf('broken')).toContain('wrote s3a://'),
    );
    await world.aws
      .iam(ROOT)
      .send(
        new DeleteRolePolicyCommand({ RoleName: 'gha1', PolicyName: 'bucket' }),
      );

    const status = await reach('broken', 'FAILED');
    expect(status.applicationState.errorMessage).toBe(
      'driver container failed with ExitCode: 1, Reason: Error',
    );
    expect(await logOf('broken')).toMatch(
      /java\.nio\.file\.AccessDeniedException: s3a:\/\/gha1-primary\/in\/: getFileStatus on .*S3Exception: .*assumed-role\/gha1\/.*is not authorized to perform: s3:ListBucket.*Status Code: 403/,
    );
    expect(await podsOf('broken', 'executor')).toEqual([]);
  });

  it.each([
    [
      '3.5.6',
      'com.amazonaws.services.s3.model.AmazonS3Exception',
      'Error Code: AccessDenied',
    ],
    [
      '4.1.1',
      'software.amazon.awssdk.services.s3.model.S3Exception',
      'Status Code: 403',
    ],
  ])(
    'of Spark %s words a denial as its SDK does',
    async (sparkVersion, exception, detail) => {
      await submit('denied', {
        sparkVersion,
        sparkConf: ASSUME_ROLE,
        args: [
          'read',
          's3a://gha1-primary/in/',
          'read',
          's3a://somebody-elses/',
        ],
      });
      await reach('denied', 'FAILED');
      const log = await logOf('denied');
      // a bucket that does not exist is no denial
      expect(log).toContain('UnknownStoreException');

      await world.aws.iam(ROOT).send(
        new DeleteRolePolicyCommand({
          RoleName: 'gha1',
          PolicyName: 'bucket',
        }),
      );
      await submit('denied-too', { sparkVersion, sparkConf: ASSUME_ROLE });
      await reach('denied-too', 'FAILED');
      expect(await logOf('denied-too')).toContain(exception);
      expect(await logOf('denied-too')).toContain(detail);
    },
  );

  it('runs as the node when it names no provider, and is refused as the node', async () => {
    await submit('naive', { sparkConf: {} });
    await reach('naive', 'FAILED');
    expect(await logOf('naive')).toMatch(
      /assumed-role\/node\/.*is not authorized to perform: s3:ListBucket/,
    );
  });

  it('cannot start as an account that may not read its own pod', async () => {
    await submit('elsewhere', {
      sparkConf: WEB_IDENTITY,
      serviceAccount: 'default',
    });
    await reach('elsewhere', 'FAILED');
    expect(await logOf('elsewhere')).toMatch(
      /External scheduler cannot be instantiated[^]*User "system:serviceaccount:gha1:default" cannot get resource "pods"/,
    );
  });

  it('fails when the role trusts another namespace', async () => {
    const provider = 'oidc.example/cluster';
    await world.aws.iam(ROOT).send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'gha1',
        PolicyDocument: policy({
          Effect: 'Allow',
          Principal: {
            Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${provider}`,
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${provider}:sub`]: 'system:serviceaccount:gha2:gha2',
            },
          },
        }),
      }),
    );
    await submit('untrusted', { sparkConf: WEB_IDENTITY });
    await reach('untrusted', 'FAILED');
    expect(await logOf('untrusted')).toMatch(
      /AccessDeniedException: .*StsException: Not authorized to perform sts:AssumeRoleWithWebIdentity \(Service: Sts, Status Code: 403/,
    );
  });

  it('fails when its pod was started without the identity webhook', async () => {
    await world.call(
      'DELETE',
      `/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/${IDENTITY_WEBHOOK}`,
    );
    await submit('bare', { sparkConf: WEB_IDENTITY });
    await reach('bare', 'FAILED');
    expect(await logOf('bare')).toMatch(
      /NoAwsCredentialsException: .*AWS_ROLE_ARN.* must be set/,
    );
  });

  it('whose pod the cluster refuses is a failed submission', async () => {
    await submit('refused', { sparkConf: {}, serviceAccount: 'no-such' });
    const status = await reach('refused', 'FAILED');
    expect(status.applicationState.errorMessage).toContain(
      'error looking up service account gha1/no-such',
    );
  });

  it('goes on with fewer executors when the quota has no room for all', async () => {
    await world.call('POST', '/api/v1/namespaces/gha1/resourcequotas', {
      metadata: { name: 'q' },
      spec: { hard: { pods: '2' } },
    });
    await submit('small', { sparkConf: WEB_IDENTITY });
    await reach('small', 'COMPLETED');
    expect(await logOf('small')).toContain(
      'exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2',
    );
  });
});

describe('the operator', () => {
  it('retries on failure as often as it is told', async () => {
    await submit('retried', {
      sparkConf: {},
      spec: {
        restartPolicy: {
          type: 'OnFailure',
          onFailureRetries: 1,
          onFailureRetryInterval: 0,
        },
      },
    });
    const status = await reach('retried', 'FAILED');
    expect(status.executionAttempts).toBe(2);
  });

  it('suspends, and resumes with a new submission', async () => {
    await submit('paused', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    const first = await reach('paused', 'RUNNING');
    await world.call(
      'PATCH',
      `${APPLICATIONS}/paused`,
      { spec: { suspend: true } },
      MERGE_PATCH,
    );
    await reach('paused', 'SUSPENDED');
    await eventually(async () =>
      expect(await podsOf('paused', 'driver')).toEqual([]),
    );
    await world.call(
      'PATCH',
      `${APPLICATIONS}/paused`,
      { spec: { suspend: false } },
      MERGE_PATCH,
    );
    const second = await reach('paused', 'RUNNING');
    expect(second.submissionID).not.toBe(first.submissionID);
  });

  it('runs a changed application anew', async () => {
    await submit('fixed', { sparkConf: {} });
    await reach('fixed', 'FAILED');
    await world.call(
      'PATCH',
      `${APPLICATIONS}/fixed`,
      { spec: { sparkConf: WEB_IDENTITY } },
      MERGE_PATCH,
    );
    expect(await reach('fixed', 'COMPLETED')).toMatchObject({
      executionAttempts: 2,
    });
  });

  it('says so when a driver vanishes', async () => {
    await submit('lost', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await reach('lost', 'RUNNING');
    await world.call('DELETE', `${PODS}/lost-driver?gracePeriodSeconds=0`);
    const status = await reach('lost', 'FAILED');
    expect(status.applicationState.errorMessage).toBe('driver pod not found');
  });

  it('takes pods and configuration away with an application', async () => {
    await submit('gone', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await reach('gone', 'RUNNING');
    await world.call('DELETE', `${APPLICATIONS}/gone`);
    await eventually(async () => {
      expect(await podsOf('gone', 'driver')).toEqual([]);
      expect(await podsOf('gone', 'executor')).toEqual([]);
    });
  });

  it('records what happened as events', async () => {
    await submit('told', { sparkConf: WEB_IDENTITY });
    await reach('told', 'COMPLETED');
    await eventually(async () => {
      const { text } = await world.call(
        'GET',
        '/api/v1/namespaces/gha1/events?fieldSelector=involvedObject.name%3Dtold',
      );
      expect(text).toContain('SparkApplicationSubmitted');
      expect(text).toContain('SparkApplicationCompleted');
    });
  });
});

describe('the node', () => {
  it('takes up running pods after a restart', async () => {
    await submit('long', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await reach('long', 'RUNNING');
    await eventually(async () =>
      expect(await podsOf('long', 'executor')).toHaveLength(2),
    );
    await world.restartKubelet();
    const before = (await logOf('long')).length;
    await eventually(async () =>
      expect((await logOf('long')).length).toBeGreaterThan(before),
    );
    expect((await statusOf('long')).applicationState.state).toBe('RUNNING');
    expect(await podsOf('long', 'executor')).toHaveLength(2);
  });

  it('serves the end of a log, and nothing for a pod that is not scheduled', async () => {
    await submit('logged', { sparkConf: WEB_IDENTITY });
    await reach('logged', 'COMPLETED');
    const { text } = await world.call(
      'GET',
      `${PODS}/logged-driver/log?tailLines=1&container=spark-kubernetes-driver`,
    );
    expect(text).toMatch(
      /^\S+ \S+ INFO SparkContext: Successfully stopped SparkContext\n$/,
    );

    await world.call('POST', PODS, {
      metadata: { name: 'waiting' },
      spec: {
        nodeSelector: { nowhere: 'true' },
        containers: [{ name: 'c', image: 'i' }],
      },
    });
    const answer = await world.call('GET', `${PODS}/waiting/log`);
    expect(answer).toMatchObject({ code: 204, text: '' });
    expect(answer.headers['content-type']).toBeUndefined();
  });
});
