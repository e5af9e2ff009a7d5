import { eventually } from '../../../kubernetes/__testUtils__/eventually';
import { BUCKET, CORRIDOR_ROLE, SparkWorld } from './startSparkWorld';

export const APPLICATIONS =
  '/apis/sparkoperator.k8s.io/v1beta2/namespaces/gha1/sparkapplications';
export const PODS = '/api/v1/namespaces/gha1/pods';
export const MERGE_PATCH = 'application/merge-patch+json';
const PROVIDER = 'spark.hadoop.fs.s3a.aws.credentials.provider';

export const WEB_IDENTITY = {
  [PROVIDER]:
    'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider',
};
export const ASSUME_ROLE = {
  [PROVIDER]: 'org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider',
  'spark.hadoop.fs.s3a.assumed.role.arn': CORRIDOR_ROLE,
};
export const READ_AND_WRITE = [
  'read',
  `s3a://${BUCKET}/in/`,
  'write',
  `s3a://${BUCKET}/out/`,
];

/** Status of an application. */
export interface Status {
  readonly applicationState: {
    readonly state: string;
    readonly errorMessage?: string;
  };
  readonly executorState?: Readonly<Record<string, string>>;
  readonly executionAttempts?: number;
  readonly submissionID?: string;
  readonly terminationTime?: string | null;
}

/** Submits applications to a world, and tells what becomes of them. */
export function openApplications(world: SparkWorld) {
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
      (json as { status?: Status }).status ?? {
        applicationState: { state: '' },
      }
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
    const { json } = await world.call(
      'GET',
      `${PODS}?labelSelector=${selector}`,
    );
    return (
      json as {
        items: { metadata: { name: string }; status: { phase: string } }[];
      }
    ).items;
  }
  return { submit, statusOf, reach, logOf, podsOf };
}
