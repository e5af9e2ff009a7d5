import {
  IAMClient,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import fs from 'node:fs';
import { Agent } from 'node:https';
import path from 'node:path';
import type { Portal } from './startPortal';

/** User that the portal reads an account as. */
const PORTAL_USER = 'corridors-portal';

/** Switches the access key on or off that the portal reads an account with, as its root user. */
export async function setPortalKey(
  { sandbox, stateDir }: Pick<Portal, 'sandbox' | 'stateDir'>,
  accountId: string,
  Status: 'Active' | 'Inactive',
): Promise<void> {
  const secrets: Record<string, string> = JSON.parse(
    fs.readFileSync(path.join(stateDir, 'secrets.json'), 'utf8'),
  );
  const iam = new IAMClient({
    endpoint: sandbox.urls.aws,
    region: 'eu-west-3',
    credentials: JSON.parse(secrets[`aws/${accountId}/root`] ?? 'null'),
    requestHandler: {
      httpsAgent: new Agent({
        ca: fs.readFileSync(sandbox.environment.CORRIDORS_CA_FILE ?? ''),
      }),
    },
  });
  try {
    const UserName = PORTAL_USER;
    const { AccessKeyMetadata = [] } = await iam.send(
      new ListAccessKeysCommand({ UserName }),
    );
    for (const { AccessKeyId } of AccessKeyMetadata) {
      await iam.send(
        new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }),
      );
    }
  } finally {
    iam.destroy();
  }
}
