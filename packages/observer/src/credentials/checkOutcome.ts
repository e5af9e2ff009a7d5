import {
  CheckStatus,
  CredentialCheck,
  CredentialCheckId,
} from '@corridors/model';
import { Fact, KnownFact } from '../aws';
import { WatchedCollection } from '../cluster';
import { CredentialContext } from './credentialContext';

/** What a check found, without where and when. */
export interface CheckFinding {
  readonly status: CheckStatus;
  readonly detail: string;
  readonly evidence?: string;
  /** One step, in the words of the person who takes it. */
  readonly nextAction?: string;
  /** RFC 3339 */
  readonly since?: string;
}

/** A check, and whether its failure breaks the credentials. */
export interface CheckIdentity {
  readonly id: CredentialCheckId;
  readonly required: boolean;
}

/** A live watch is confirmed every 15 seconds; after a minute without, its facts are not to be relied on. */
const WATCH_TTL_SECONDS = 60;

/** A check on collections of the cluster: `unknown`, with the reason, while one of them cannot be read. */
export function checkCluster(
  check: CheckIdentity,
  context: CredentialContext,
  collections: readonly WatchedCollection[],
  find: (cluster: NonNullable<CredentialContext['cluster']>) => CheckFinding,
): CredentialCheck {
  const base = {
    ...check,
    source: `kubernetes:${context.environment.metadata.name}`,
    ttlSeconds: WATCH_TTL_SECONDS,
  };
  const { cluster } = context;
  if (!cluster) {
    return {
      ...base,
      status: 'unknown',
      detail: 'The cluster is not configured',
      nextAction: 'Configure the cluster of the environment in the portal',
    };
  }
  const sources = collections.map(
    collection => cluster.collections[collection],
  );
  const hidden = sources.find(
    source => source.asOf === undefined || source.state === 'forbidden',
  );
  if (hidden) {
    return {
      ...base,
      status: 'unknown',
      observedAt: hidden.asOf,
      since: hidden.since,
      detail: hidden.message ?? `${hidden.title} have not been read yet`,
      nextAction:
        hidden.state === 'forbidden'
          ? "Grant the portal's account what is missing"
          : undefined,
    };
  }
  const observedAt = sources
    .map(source => source.asOf ?? '')
    .sort()
    .at(0);
  return { ...base, observedAt, ...find(cluster) };
}

/** A check on one fact of AWS: `not-applicable` without access to AWS, `unknown` while the fact cannot be read. */
export function checkAws<T>(
  check: CheckIdentity & { readonly ttlSeconds: number },
  context: CredentialContext,
  select: (aws: NonNullable<CredentialContext['aws']>) => Fact<T> | undefined,
  find: (fact: KnownFact<T>) => CheckFinding,
): CredentialCheck {
  const base = {
    ...check,
    source: `aws:${context.environment.spec.aws.accountId}`,
  };
  if (!context.aws) {
    return {
      ...base,
      status: 'not-applicable',
      detail: 'Access to AWS is not configured',
    };
  }
  const fact = select(context.aws) ?? { state: 'pending' };
  switch (fact.state) {
    case 'pending':
      return { ...base, status: 'unknown', detail: 'Not read yet' };
    case 'unknown':
      return {
        ...base,
        status: 'unknown',
        detail: fact.failure.message,
        since: fact.failure.since,
        nextAction:
          fact.failure.kind === 'forbidden'
            ? 'Grant the portal the permission that it names'
            : undefined,
      };
    case 'stale': {
      const found = find(fact.last);
      return {
        ...base,
        observedAt: fact.last.asOf,
        ...found,
        detail: `${found.detail}. Not read since ${fact.failure.since}: ${fact.failure.message}`,
      };
    }
    case 'known':
    case 'absent':
      return { ...base, observedAt: fact.asOf, ...find(fact) };
    default:
      return fact satisfies never;
  }
}
