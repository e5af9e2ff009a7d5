import path from 'node:path';
import { AwsSeed, seedMemoExperiment } from '../../aws';
import type { FixedKey, UserAccessKey } from '../../aws';

/** Access keys of the programs that work in an account. */
export interface AccountKeys {
  readonly portal: UserAccessKey;
  readonly ackController: UserAccessKey;
}

/** How an account is set up: its endpoint and the root user's key. */
export interface AccountSetup {
  readonly endpoint: string;
  readonly ca: string;
  readonly region: string;
  readonly accountId: string;
  readonly rootAccessKey: FixedKey;
  readonly stateDir: string;
}

function seedOptions(setup: AccountSetup) {
  return {
    connection: {
      endpoint: setup.endpoint,
      ca: setup.ca,
      region: setup.region,
      credentials: setup.rootAccessKey,
    },
    accountId: setup.accountId,
    keyFile: path.join(setup.stateDir, `keys-${setup.accountId}.json`),
  };
}

/** The account of the experiment: a node role that switches to the role of each corridor. */
export async function setUpExperiment(
  setup: AccountSetup,
): Promise<AccountKeys> {
  const { portal, ackController } = await seedMemoExperiment(
    seedOptions(setup),
  );
  return { portal, ackController };
}

/** The account of the irsa environment: it takes the tokens of a cluster, and its node role may do nothing. */
export async function setUpAnalytics(
  setup: AccountSetup & { readonly issuer: string },
): Promise<AccountKeys> {
  const seed = AwsSeed.create(seedOptions(setup));
  try {
    await seed.oidcProvider(setup.issuer, 'sts.amazonaws.com');
    await seed.permissionsBoundary('corridors-boundary', '/');
    await seed.nodeRole({
      name: 'analytics-node',
      assumableRoles: [],
      sharedBuckets: [],
    });
    await seed.bucket({
      name: 'reference-data-1',
      objects: { 'countries/part-0000.csv': 'FR,France\nPT,Portugal\n' },
    });
    return {
      ackController: await seed.ackController('ack-controller', '/corridors/'),
      portal: await seed.portal('corridors-portal'),
    };
  } finally {
    seed.close();
  }
}
