import { ReadAccountAccessOptions } from '../account/accountAccess';
import { createAccountClients } from '../account/accountClients';
import { collectAccountAccess } from '../account/readAccountAccess';
import { AwsAccountEndpoints, AwsCredentialSource } from '../aws';
import { DESCRIBED_ACCOUNT, describedAccount } from './describedAccount';
import { FakeAnswer, FakeAws, FakeAwsCall } from './fakeAws';

export const NOW = new Date('2026-11-23T12:00:00.000Z');
export const CLUSTER = { name: 'analytics', eksName: 'eks1' };
export const BUCKET = { name: 'gha1-primary', accountId: DESCRIBED_ACCOUNT };
/** The operation that lists the associations of {@link CLUSTER}; one of them is below it. */
export const ASSOCIATIONS = 'eks:GET /clusters/eks1/pod-identity-associations';

export const credentials: AwsCredentialSource = async () => ({
  accessKeyId: 'AKIDPORTAL',
  secretAccessKey: 'secret',
});

/** ARN of something in the account's IAM. */
export const iamArn = (resource: string) =>
  `arn:aws:iam::${DESCRIBED_ACCOUNT}:${resource}`;

/** The described account over the wire, and a reader of it whose pauses are noted and not waited for. */
export class AccountReading {
  /** Milliseconds of each pause. */
  readonly sleeps: number[] = [];

  private constructor(readonly aws: FakeAws) {}

  static async start(): Promise<AccountReading> {
    return new AccountReading(await new FakeAws(describedAccount).listen());
  }

  get endpoints(): AwsAccountEndpoints {
    const { url } = this.aws;
    return {
      region: 'eu-west-3',
      iam: url,
      s3: url,
      s3Control: url,
      eks: url,
      forcePathStyle: true,
    };
  }

  /** Answers one operation in another way. */
  answer(
    operation: string,
    by: (call: FakeAwsCall) => FakeAnswer | 'hang' | undefined,
  ): void {
    this.aws.handler = call =>
      call.operation === operation ? by(call) : describedAccount(call);
  }

  async read(
    options: Partial<ReadAccountAccessOptions> = {},
    callTimeoutMs: number = 5_000,
  ) {
    const clients = createAccountClients(
      this.endpoints,
      options.credentials ?? credentials,
    );
    try {
      return await collectAccountAccess(
        {
          accountId: DESCRIBED_ACCOUNT,
          buckets: [BUCKET],
          clusters: [CLUSTER],
          signal: new AbortController().signal,
          ...options,
        },
        clients,
        {
          now: () => NOW,
          random: () => 0.5,
          sleep: async ms => {
            this.sleeps.push(ms);
          },
        },
        callTimeoutMs,
      );
    } finally {
      clients.destroy();
    }
  }

  stop(): Promise<void> {
    return this.aws.kill();
  }
}
