import type { IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import type { RgwServer } from '../server/RgwServer';
import { ACCOUNT, FOREIGN_ACCOUNT, userArn } from './Cell';
import type { Clients, Keys } from './clients';

/** Those who set the scene and are no part of it. */
export interface Administrators {
  /** Owns every bucket. */
  readonly owner: Keys;
  readonly iam: IAMClient;
  readonly foreignIam: IAMClient;
  /** Begins every session. */
  readonly nodeSts: STSClient;
  readonly nodeArn: string;
}

/** Name of the user who begins sessions. */
export const NODE = 'node';

export async function createAdministrators(
  server: RgwServer,
  clients: Clients,
): Promise<Administrators> {
  const [owner, foreign, node] = await Promise.all([
    server.createUser(ACCOUNT, 'owner', { isAdministrator: true }),
    server.createUser(FOREIGN_ACCOUNT, 'owner', { isAdministrator: true }),
    server.createUser(ACCOUNT, NODE, { isAdministrator: false }),
  ]);
  return {
    owner,
    iam: clients.iam(owner),
    foreignIam: clients.iam(foreign),
    nodeSts: clients.sts(node),
    nodeArn: userArn(ACCOUNT, NODE),
  };
}
