import { ConfigReader } from '@backstage/config';
import { AwsCredentialSources } from './AwsCredentialSources';

const account = {
  accountId: '111122223333',
  accessKeyId: 'key-id',
  secretAccessKey: 'key-secret',
};

describe('AwsCredentialSources', () => {
  it('gives the credentials of an account', async () => {
    const sources = AwsCredentialSources.fromConfig(
      new ConfigReader({ aws: { accounts: [account] } }),
    );
    await expect(sources.forAccount('111122223333')?.()).resolves.toMatchObject(
      {
        accessKeyId: 'key-id',
        secretAccessKey: 'key-secret',
      },
    );
  });

  it('gives nothing for an account that nothing is configured for, rather than what the process has', () => {
    const sources = AwsCredentialSources.fromConfig(
      new ConfigReader({ aws: { accounts: [account] } }),
    );
    expect(sources.forAccount('999999999999')).toBeUndefined();
    expect(sources.forAccount()).toBeUndefined();
  });

  it('gives the main account when it is configured', async () => {
    const { accountId: _accountId, ...mainAccount } = account;
    const sources = AwsCredentialSources.fromConfig(
      new ConfigReader({ aws: { mainAccount } }),
    );
    await expect(sources.forAccount()?.()).resolves.toMatchObject({
      accessKeyId: 'key-id',
    });
  });
});
