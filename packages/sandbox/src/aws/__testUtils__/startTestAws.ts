import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCertificateAuthority } from '../../tls';
import { startAws } from '../startAws';
import type { AwsOptions } from '../startAws';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'eu-west-3';
/** EKS clusters of the first account; the other one has none. */
export const CLUSTER = 'analytics-eks1';
export const OTHER_CLUSTER = 'analytics-eks2';

/** Keys of a test client. */
export interface TestCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export const ROOT: TestCredentials = {
  accessKeyId: 'AKIAROOT111122223333',
  secretAccessKey: 'root-secret-of-111122223333',
};
export const OTHER_ROOT: TestCredentials = {
  accessKeyId: 'AKIAROOT444455556666',
  secretAccessKey: 'root-secret-of-444455556666',
};
export const EC2_SERVICE: TestCredentials = {
  accessKeyId: 'AKIASERVICE000000EC2',
  secretAccessKey: 'secret-of-the-ec2-service',
};

export type TestAws = Awaited<ReturnType<typeof startTestAws>>;

/** An AWS endpoint over TLS in a folder of its own, and clients of the real SDK that talk to it. */
export async function startTestAws(options: Partial<AwsOptions> = {}) {
  const stateDir =
    options.stateDir ?? (await mkdtemp(path.join(tmpdir(), 'corridors-aws-')));
  const authority = await createCertificateAuthority({ stateDir });
  const log: string[] = [];
  const time = { now: undefined as Date | undefined };
  const aws = await startAws({
    port: 0,
    tls: await authority.issue({
      hosts: ['localhost', '127.0.0.1', '*.s3.localhost'],
    }),
    accounts: [
      {
        accountId: ACCOUNT,
        rootAccessKey: ROOT,
        eksClusters: [CLUSTER, OTHER_CLUSTER],
      },
      { accountId: OTHER_ACCOUNT, rootAccessKey: OTHER_ROOT },
    ],
    serviceAccessKeys: { 'ec2.amazonaws.com': EC2_SERVICE },
    stateDir,
    clock: () => time.now ?? new Date(),
    log: message => log.push(message),
    ...options,
  });
  const agent = new Agent({ ca: authority.caPem, keepAlive: true });
  const clients: { destroy(): void }[] = [];
  const common = (credentials: TestCredentials) => ({
    region: REGION,
    endpoint: aws.url,
    credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpsAgent: agent }),
  });
  const keep = <T extends { destroy(): void }>(client: T): T => {
    clients.push(client);
    return client;
  };
  return {
    aws,
    authority,
    agent,
    stateDir,
    log,
    time,
    s3: (credentials: TestCredentials, more: Partial<S3ClientConfig> = {}) =>
      keep(
        new S3Client({
          ...common(credentials),
          forcePathStyle: true,
          ...more,
        }),
      ),
    /** A client that does not sign. */
    anonymousS3: () =>
      keep(
        new S3Client({
          ...common({ accessKeyId: 'none', secretAccessKey: 'none' }),
          forcePathStyle: true,
          signer: { sign: async request => request },
        }),
      ),
    sts: (credentials: TestCredentials) =>
      keep(new STSClient(common(credentials))),
    /** The account's id stays out of the host name: `<account>.localhost` is not known everywhere. */
    s3Control: (credentials: TestCredentials) =>
      keep(
        new S3ControlClient({
          ...common(credentials),
          endpointProvider: () => ({ url: new URL(aws.url) }),
        }),
      ),
    eks: (credentials: TestCredentials) =>
      keep(new EKSClient(common(credentials))),
    iam: (credentials: TestCredentials) =>
      keep(new IAMClient(common(credentials))),
    async close() {
      clients.forEach(client => client.destroy());
      agent.destroy();
      await aws.close();
    },
    async remove() {
      await this.close();
      await rm(stateDir, { recursive: true });
    },
  };
}

/** What a call was refused with. */
export interface Refusal {
  code: string;
  status: number | undefined;
  message: string;
}

/** The refusal of a call; fails when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const { name, message, Code, $metadata } = error as {
      name: string;
      message: string;
      Code?: string;
      $metadata?: { httpStatusCode?: number };
    };
    return {
      code: Code ?? name,
      status: $metadata?.httpStatusCode,
      message,
    };
  }
  throw new Error('The call was not refused');
}

/** A policy document, JSON. */
export const policy = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
