import type { BucketResource, Evidence, Identity } from '@corridors/model';
import { identityMechanismFor } from '@corridors/manifests';
import { nameAnswer } from '../aws/answer';
import type { AwsCredentials } from '../aws/environmentAccess';
import type { Signer } from '../aws/EnvironmentClients';
import { checkCallerIdentity } from '../credentials/callerIdentity';
import { obtainCredentials } from '../credentials/obtainCredentials';
import { classify } from '../classify/classify';
import { probeList } from '../probes/probeBucket';
import type { Session } from './Session';

/**
 * What a row of the matrix can be probed with.
 *
 * - `ready`: with credentials that were seen to be the identity's
 * - `refused`: its role provably cannot be had; the token can still be tried on other roles
 * - `not-configured`: no source of credentials
 * - `unproven`: nothing can be said of the row
 */
export type Row =
  | {
      readonly kind: 'ready';
      readonly signer: Signer;
      readonly token?: string;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: 'refused';
      readonly token?: string;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: 'not-configured'; readonly detail: string }
  | { readonly kind: 'unproven'; readonly cause: string };

/** What preparing a row needs. */
export interface RowTools {
  readonly session: Session;
  /** Buckets that are the identity's own: to see that credentials are good where nothing else can tell. */
  readonly ownBuckets: readonly BucketResource[];
  readonly random: () => string;
  readonly signal: AbortSignal;
}

/** Comes by the credentials of an identity of an environment, and sees whose they are. */
export async function prepareRow(
  identity: Exclude<Identity, { kind: 'anonymous' }>,
  tools: RowTools,
): Promise<Row> {
  const { session, random, signal } = tools;
  const { access, clients, environment } = session;
  const plan = identityMechanismFor(environment).credentialPlan(
    identity,
    environment,
  );
  const outcome = await obtainCredentials(
    plan,
    { access, clients, random },
    signal,
  );
  switch (outcome.kind) {
    case 'unsigned':
      return { kind: 'ready', signer: 'unsigned', evidence: [] };
    case 'not-configured':
      return { kind: 'not-configured', detail: outcome.detail };
    case 'refused':
      return {
        kind: 'refused',
        ...(outcome.token === undefined ? {} : { token: outcome.token }),
        evidence: [session.evidence('sts', outcome.detail)],
      };
    case 'failed':
      return { kind: 'unproven', cause: outcome.cause };
    case 'credentials': {
      const checked = await checkCredentials(
        identity.roleArn,
        outcome.credentials,
        tools,
      );
      return checked.kind === 'ready' && outcome.token !== undefined
        ? { ...checked, token: outcome.token }
        : checked;
    }
    default: {
      const unknown: never = outcome;
      throw new Error(`Unknown credential outcome ${JSON.stringify(unknown)}`);
    }
  }
}

async function checkCredentials(
  roleArn: string,
  credentials: AwsCredentials,
  tools: RowTools,
): Promise<Extract<Row, { kind: 'ready' | 'unproven' }>> {
  const { session, signal } = tools;
  const caller = await checkCallerIdentity(
    session.clients,
    credentials,
    roleArn,
    signal,
  );
  switch (caller.kind) {
    case 'right':
      return {
        kind: 'ready',
        signer: credentials,
        evidence: [
          session.evidence(
            'sts',
            `The credentials are those of ${caller.arn}.`,
          ),
        ],
      };
    case 'wrong':
      return { kind: 'unproven', cause: caller.cause };
    case 'unsupported':
      return checkOnOwnBucket(caller.answer, credentials, tools);
    default: {
      const unknown: never = caller;
      throw new Error(`Unknown caller identity ${JSON.stringify(unknown)}`);
    }
  }
}

/** Where the server cannot say who the caller is, one access that must be allowed shows that the credentials are good. */
async function checkOnOwnBucket(
  answer: string,
  credentials: AwsCredentials,
  { session, ownBuckets, random, signal }: RowTools,
): Promise<Extract<Row, { kind: 'ready' | 'unproven' }>> {
  const cause = `GetCallerIdentity answered ${answer}`;
  for (const bucket of ownBuckets) {
    const probed = await probeList({
      clients: session.clients,
      signer: credentials,
      bucket,
      random,
      signal,
    });
    if (classify('list', probed.answer).verdict === 'allow') {
      const summary = `${cause}, and ${probed.call} on the identity's own ${
        bucket.name
      } answered ${nameAnswer(probed.answer)}.`;
      return {
        kind: 'ready',
        signer: credentials,
        evidence: [session.evidence('s3', summary)],
      };
    }
  }
  return {
    kind: 'unproven',
    cause: `${cause}, and no bucket of its own let the identity in`,
  };
}
