import {
  createJwksFetcher,
  instanceRoleCredentials,
  startAws,
  startInstanceMetadata,
} from '../aws';
import type { AwsConnection } from '../aws';
import type { CertificateAuthority } from '../tls';
import type { Closers } from './Closers';
import { ANALYTICS, EXPERIMENT, REGION } from './places';
import type { SandboxPorts } from './ports';
import type { SandboxSecrets } from './SandboxSecrets';
import { setUpAnalytics, setUpExperiment } from './seed/awsAccounts';
import type { AccountKeys } from './seed/awsAccounts';

/** The AWS accounts of the sandbox while they run. */
export interface RunningAccounts {
  readonly url: string;
  readonly instanceMetadataUrl: string;
  /**
   * Creates what a platform team has before any corridor.
   *
   * @param issuer - of the cluster whose tokens the analytics account takes
   */
  setUp(
    issuer: string,
  ): Promise<{ experiment: AccountKeys; analytics: AccountKeys }>;
  /** Connects as the root user of the analytics account. */
  readonly analyticsRoot: AwsConnection;
}

/** Starts the AWS endpoint with both accounts, and the metadata service of the experiment's node. */
export async function startAccounts(options: {
  readonly ports: SandboxPorts;
  readonly stateDir: string;
  readonly authority: CertificateAuthority;
  readonly secrets: SandboxSecrets;
  readonly closers: Closers;
  readonly clock?: () => Date;
}): Promise<RunningAccounts> {
  const { ports, stateDir, authority, secrets, closers, clock } = options;
  const ca = authority.caPem;
  const accountOf = ({ accountId }: { accountId: string }) => ({
    accountId,
    rootAccessKey: secrets.accessKey(`aws/${accountId}/root`),
  });
  const experiment = accountOf(EXPERIMENT);
  const analytics = accountOf(ANALYTICS);
  const serviceAccessKey = secrets.accessKey('aws/ec2.amazonaws.com');

  const aws = closers.add(
    await startAws({
      port: ports.aws,
      tls: await authority.issue({
        hosts: ['localhost', '127.0.0.1', '*.s3.localhost'],
      }),
      accounts: [
        experiment,
        { ...analytics, eksClusters: [ANALYTICS.cluster] },
      ],
      serviceAccessKeys: { 'ec2.amazonaws.com': serviceAccessKey },
      stateDir,
      region: REGION,
      fetchJwks: createJwksFetcher({ ca }),
      ...(clock === undefined ? {} : { clock }),
    }),
  );
  const metadata = closers.add(
    await startInstanceMetadata({
      port: ports.instanceMetadata,
      roleName: EXPERIMENT.nodeRole,
      region: REGION,
      credentialsFor: instanceRoleCredentials({
        endpoint: aws.url,
        ca,
        region: REGION,
        serviceAccessKey,
        roleArn: `arn:aws:iam::${EXPERIMENT.accountId}:role/${EXPERIMENT.nodeRole}`,
        instanceId: 'i-0123456789abcdef0',
      }),
    }),
  );

  const account = { endpoint: aws.url, ca, region: REGION, stateDir };
  return {
    url: aws.url,
    instanceMetadataUrl: metadata.url,
    analyticsRoot: {
      endpoint: aws.url,
      ca,
      region: REGION,
      credentials: analytics.rootAccessKey,
    },
    setUp: async issuer => ({
      experiment: await setUpExperiment({ ...account, ...experiment }),
      analytics: await setUpAnalytics({ ...account, ...analytics, issuer }),
    }),
  };
}
