import type { Config } from '@backstage/config';
import {
  DefaultAwsCredentialsManager,
  type AwsCredentialsManager,
} from '@backstage/integration-aws-node';
import type { AwsCredentials } from '@corridors/verifier';

/** The portal's own AWS identities, as `aws` of app-config has them. */
export class AwsCredentialSources {
  readonly #manager: AwsCredentialsManager;
  readonly #accounts: ReadonlySet<string>;
  readonly #hasDefault: boolean;

  private constructor(
    manager: AwsCredentialsManager,
    accounts: ReadonlySet<string>,
    hasDefault: boolean,
  ) {
    this.#manager = manager;
    this.#accounts = accounts;
    this.#hasDefault = hasDefault;
  }

  static fromConfig(config: Config): AwsCredentialSources {
    const accounts = config.getOptionalConfigArray('aws.accounts') ?? [];
    return new AwsCredentialSources(
      DefaultAwsCredentialsManager.fromConfig(config),
      new Set(accounts.map(account => account.getString('accountId'))),
      config.has('aws.accountDefaults') || config.has('aws.mainAccount'),
    );
  }

  /**
   * @param accountId - 12 digits; absent for the main account
   * @returns undefined when nothing is configured for the account: then nothing is tried with whatever the process has
   */
  forAccount(accountId?: string): (() => Promise<AwsCredentials>) | undefined {
    if (
      !this.#hasDefault &&
      (accountId === undefined || !this.#accounts.has(accountId))
    ) {
      return undefined;
    }
    return async () => {
      const { sdkCredentialProvider } =
        await this.#manager.getCredentialProvider({ accountId });
      return sdkCredentialProvider();
    };
  }
}
