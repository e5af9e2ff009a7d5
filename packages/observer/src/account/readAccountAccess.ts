import {
  createScheduler,
  type Scheduler,
} from '../kubernetes/reflector/scheduler';
import type { ReadContext } from '../aws/readAws';
import { ReadLane } from '../aws/readLane';
import type { AccountAccess, ReadAccountAccessOptions } from './accountAccess';
import { type AccountClients, createAccountClients } from './accountClients';
import { notCoveredBy } from './notCovered';
import { readAccountOidcProviders } from './readAccountOidcProviders';
import { readAccountPublicAccessBlock } from './readAccountPublicAccessBlock';
import { readBucketAccess } from './readBucketAccess';
import { readPodIdentityAssociations } from './readPodIdentityAssociations';
import { readRolesAndUsers } from './readRolesAndUsers';

/** Calls under way at a time, by service. IAM's own quota is small and not published. */
const CONCURRENCY = { iam: 4, s3: 8, s3Control: 1, eks: 2 };
/** A page of a thousand roles takes its time. */
const CALL_TIMEOUT_MS = 30_000;

/**
 * Reads who may do what in an account: its roles, users and OpenID Connect providers, its public access settings, the
 * named buckets, and the pod identity associations of the named EKS clusters. What cannot be read is a gap, with what was
 * called and what it needs; a call that AWS throttles is sent again after a growing pause, at most five times.
 *
 * @throws the reason of `signal`, when it aborts
 * @public
 */
export async function readAccountAccess(
  options: ReadAccountAccessOptions,
): Promise<AccountAccess> {
  options.signal.throwIfAborted();
  const clients = createAccountClients(options.endpoints, options.credentials);
  const scheduler = createScheduler(options.clock ?? (() => new Date()));
  try {
    return await collectAccountAccess(options, clients, scheduler);
  } finally {
    clients.destroy();
  }
}

/** {@link readAccountAccess} with its clients and time given. */
export async function collectAccountAccess(
  options: Pick<
    ReadAccountAccessOptions,
    'accountId' | 'buckets' | 'clusters' | 'signal'
  >,
  clients: AccountClients,
  scheduler: Scheduler,
  callTimeoutMs: number = CALL_TIMEOUT_MS,
): Promise<AccountAccess> {
  const { accountId, signal } = options;
  const asOf = scheduler.now().toISOString();
  const context = (concurrency: number): ReadContext => ({
    lane: new ReadLane(scheduler, concurrency, callTimeoutMs),
    signal,
  });
  const iam = context(CONCURRENCY.iam);
  const s3 = context(CONCURRENCY.s3);
  const eks = context(CONCURRENCY.eks);
  const [principals, providers, block, buckets, clusters] = await Promise.all([
    readRolesAndUsers(clients.iam, accountId, iam),
    readAccountOidcProviders(clients.iam, accountId, iam),
    readAccountPublicAccessBlock(
      clients.s3Control,
      accountId,
      context(CONCURRENCY.s3Control),
    ),
    Promise.all(
      options.buckets.map(bucket => readBucketAccess(clients.s3, bucket, s3)),
    ),
    Promise.all(
      options.clusters.map(cluster =>
        readPodIdentityAssociations(clients.eks, cluster, eks),
      ),
    ),
  ]);
  signal.throwIfAborted();
  const found = buckets.flatMap(({ bucket }) => bucket ?? []);
  return {
    model: {
      roles: principals.roles,
      users: principals.users,
      buckets: found,
      oidcProviders: providers.oidcProviders,
      accounts: [
        {
          accountId,
          ...(block.publicAccessBlock
            ? { publicAccessBlock: block.publicAccessBlock }
            : {}),
        },
      ],
      ...(options.clusters.length > 0
        ? {
            podIdentityAssociations: clusters.flatMap(
              ({ podIdentityAssociations }) => podIdentityAssociations,
            ),
          }
        : {}),
      gaps: [principals, providers, block, ...buckets, ...clusters].flatMap(
        ({ gaps }) => gaps,
      ),
    },
    asOf,
    notCovered: notCoveredBy({ buckets: found, clusters: options.clusters }),
  };
}
