import { AwsSeed } from './AwsSeed';
import type { AwsSeedOptions } from './AwsSeed';
import type { UserAccessKey } from './AccessKeyRing';

/**
 * What the memo's experiment has before any corridor.
 *
 * @public
 */
export interface MemoExperiment {
  readonly nodeRoleName: string;
  readonly nodeRoleArn: string;
  readonly permissionsBoundaryArn: string;
  /** Access key of the ACK controllers' identity. */
  readonly ackController: UserAccessKey;
  /** Access key of the portal's identity. */
  readonly portal: UserAccessKey;
}

/** Path of the corridors' roles and policies. */
const ROLE_PATH = '/corridors/';

/**
 * Sets up the account of the memo's experiment: the node role `single1_instance`, which may switch to the roles
 * `single1_*` of the corridors and read `gha-common-1`; that bucket with a folder and a file in it; the permissions
 * boundary of the corridors' roles; identities for the ACK controllers and for the portal. May be repeated.
 *
 * @public
 */
export async function seedMemoExperiment(
  options: AwsSeedOptions,
): Promise<MemoExperiment> {
  const seed = AwsSeed.create(options);
  try {
    const nodeRoleName = 'single1_instance';
    await seed.bucket({
      name: 'gha-common-1',
      objects: {
        'gha_common_content/readme.txt': 'What every corridor may read\n',
      },
    });
    return {
      nodeRoleName,
      nodeRoleArn: await seed.nodeRole({
        name: nodeRoleName,
        assumableRoles: [
          `arn:aws:iam::${options.accountId}:role${ROLE_PATH}single1_*`,
        ],
        sharedBuckets: [{ name: 'gha-common-1', nodeRole: 'read' }],
      }),
      permissionsBoundaryArn: await seed.permissionsBoundary(
        'corridors-boundary',
        ROLE_PATH,
      ),
      ackController: await seed.ackController('ack-controller', ROLE_PATH),
      portal: await seed.portal('corridors-portal'),
    };
  } finally {
    seed.close();
  }
}
