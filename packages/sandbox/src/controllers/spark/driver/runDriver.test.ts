import {
  DeleteRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ACCOUNT, ROOT, policy } from '../../../aws/__testUtils__/startTestAws';
import { IDENTITY_WEBHOOK } from '../../../kubernetes';
import { eventually } from '../../../kubernetes/__testUtils__/eventually';
import {
  ASSUME_ROLE,
  READ_AND_WRITE,
  WEB_IDENTITY,
  openApplications,
} from '../__testUtils__/openApplications';
import {
  BUCKET,
  SparkWorld,
  startSparkWorld,
} from '../__testUtils__/startSparkWorld';

jest.setTimeout(60_000);

let world: SparkWorld;
let applications: ReturnType<typeof openApplications>;

beforeEach(async () => {
  world = await startSparkWorld();
  applications = openApplications(world);
});

afterEach(async () => {
  await world.close();
});

describe('an application', () => {
  it.each([
    ['the token of its service account', WEB_IDENTITY],
    ['a role that the node switches to', ASSUME_ROLE],
  ])(
    'reads and writes its bucket with %s, and completes',
    async (_title, sparkConf) => {
      await applications.submit('good', { sparkConf });
      const status = await applications.reach('good', 'COMPLETED');

      expect(Object.entries(status.executorState ?? {})).toEqual(
        expect.arrayContaining([
          ['good-exec-1', 'COMPLETED'],
          ['good-exec-2', 'COMPLETED'],
        ]),
      );
      expect(status.terminationTime).toEqual(expect.any(String));
      expect(
        (await applications.podsOf('good', 'driver')).map(
          pod => pod.status.phase,
        ),
      ).toEqual(['Succeeded']);
      const { Contents } = await world.aws
        .s3(ROOT)
        .send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'out/' }));
      expect(Contents?.map(({ Key }) => Key)).toEqual([
        'out/_SUCCESS',
        expect.stringMatching(/^out\/part-00000-spark-/),
      ]);
      expect(await applications.logOf('good')).toContain(
        `read 1 files, 7 bytes from s3a://${BUCKET}/in/`,
      );
    },
  );

  it('holds with its executors running', async () => {
    await applications.submit('long', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await applications.reach('long', 'RUNNING');
    await eventually(async () =>
      expect((await applications.statusOf('long')).executorState).toEqual({
        'long-exec-1': 'RUNNING',
        'long-exec-2': 'RUNNING',
      }),
    );
  });

  it('fails with the message of the service when its role loses the bucket while it runs', async () => {
    await applications.submit('broken', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await applications.reach('broken', 'RUNNING');
    await eventually(async () =>
      expect(await applications.logOf('broken')).toContain('wrote s3a://'),
    );
    await world.aws
      .iam(ROOT)
      .send(
        new DeleteRolePolicyCommand({ RoleName: 'gha1', PolicyName: 'bucket' }),
      );

    const status = await applications.reach('broken', 'FAILED');
    expect(status.applicationState.errorMessage).toBe(
      'driver container failed with ExitCode: 1, Reason: Error',
    );
    expect(await applications.logOf('broken')).toMatch(
      /java\.nio\.file\.AccessDeniedException: s3a:\/\/gha1-primary\/in\/: getFileStatus on .*S3Exception: .*assumed-role\/gha1\/.*is not authorized to perform: s3:ListBucket.*Status Code: 403/,
    );
    expect(await applications.podsOf('broken', 'executor')).toEqual([]);
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
      await applications.submit('denied', {
        sparkVersion,
        sparkConf: ASSUME_ROLE,
        args: [
          'read',
          's3a://gha1-primary/in/',
          'read',
          's3a://somebody-elses/',
        ],
      });
      await applications.reach('denied', 'FAILED');
      const log = await applications.logOf('denied');
      // a bucket that does not exist is no denial
      expect(log).toContain('UnknownStoreException');

      await world.aws.iam(ROOT).send(
        new DeleteRolePolicyCommand({
          RoleName: 'gha1',
          PolicyName: 'bucket',
        }),
      );
      await applications.submit('denied-too', {
        sparkVersion,
        sparkConf: ASSUME_ROLE,
      });
      await applications.reach('denied-too', 'FAILED');
      expect(await applications.logOf('denied-too')).toContain(exception);
      expect(await applications.logOf('denied-too')).toContain(detail);
    },
  );

  it('runs as the node when it names no provider, and is refused as the node', async () => {
    await applications.submit('naive', { sparkConf: {} });
    await applications.reach('naive', 'FAILED');
    expect(await applications.logOf('naive')).toMatch(
      /assumed-role\/node\/.*is not authorized to perform: s3:ListBucket/,
    );
  });

  it('cannot start as an account that may not read its own pod', async () => {
    await applications.submit('elsewhere', {
      sparkConf: WEB_IDENTITY,
      serviceAccount: 'default',
    });
    await applications.reach('elsewhere', 'FAILED');
    expect(await applications.logOf('elsewhere')).toMatch(
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
    await applications.submit('untrusted', { sparkConf: WEB_IDENTITY });
    await applications.reach('untrusted', 'FAILED');
    expect(await applications.logOf('untrusted')).toMatch(
      /AccessDeniedException: .*StsException: Not authorized to perform sts:AssumeRoleWithWebIdentity \(Service: Sts, Status Code: 403/,
    );
  });

  it('fails when its pod was started without the identity webhook', async () => {
    await world.call(
      'DELETE',
      `/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/${IDENTITY_WEBHOOK}`,
    );
    await applications.submit('bare', { sparkConf: WEB_IDENTITY });
    await applications.reach('bare', 'FAILED');
    expect(await applications.logOf('bare')).toMatch(
      /NoAwsCredentialsException: .*AWS_ROLE_ARN.* must be set/,
    );
  });

  it('whose pod the cluster refuses is a failed submission', async () => {
    await applications.submit('refused', {
      sparkConf: {},
      serviceAccount: 'no-such',
    });
    const status = await applications.reach('refused', 'FAILED');
    expect(status.applicationState.errorMessage).toContain(
      'error looking up service account gha1/no-such',
    );
  });

  it('goes on with fewer executors when the quota has no room for all', async () => {
    await world.call('POST', '/api/v1/namespaces/gha1/resourcequotas', {
      metadata: { name: 'q' },
      spec: { hard: { pods: '2' } },
    });
    await applications.submit('small', { sparkConf: WEB_IDENTITY });
    await applications.reach('small', 'COMPLETED');
    expect(await applications.logOf('small')).toContain(
      'exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2',
    );
  });
});
