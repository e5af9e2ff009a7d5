import { type AccountAccess, readAccountAccess } from '@corridors/observer';
import { ACCOUNT, REGION } from './MotoServer';

/** Reads the account behind an address as the portal does. */
export function readAccount(
  url: string,
  options: { buckets: readonly string[]; clusters?: readonly string[] },
): Promise<AccountAccess> {
  return readAccountAccess({
    accountId: ACCOUNT,
    endpoints: {
      region: REGION,
      s3: url,
      iam: url,
      s3Control: url,
      eks: url,
      forcePathStyle: true,
    },
    credentials: async () => ({
      accessKeyId: 'AKIAPORTAL0000000000',
      secretAccessKey: 'not-checked-by-moto',
    }),
    buckets: options.buckets.map(name => ({ name, accountId: ACCOUNT })),
    clusters: (options.clusters ?? []).map(name => ({ name, eksName: name })),
    signal: AbortSignal.timeout(60_000),
  });
}
