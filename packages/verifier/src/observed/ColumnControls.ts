import type { Resource } from '@corridors/model';
import type { AwsCredentials } from '../aws/environmentAccess';
import { controlBucket, type BucketControl } from '../controls/controlBucket';
import { controlRole } from '../controls/controlRole';
import type { Proof } from '../controls/proof';
import { describeFailure } from '../credentials/describeFailure';
import type { Session } from './Session';

/** What is known of a column of the matrix. */
export type Column =
  | ({ readonly kind: 'bucket' } & BucketControl)
  | { readonly kind: 'role'; readonly existence: Proof };

/** What a row saw of a column: that the resource exists, or its canary too. */
export type Sighting = 'existence' | 'canary';

/**
 * Controls of the columns: what the portal's own credentials see, and what rows happened to see.
 */
export class ColumnControls {
  readonly #columns = new Map<string, Column>();
  readonly #sightings = new Map<string, Map<Sighting, Proof>>();

  /** Controls a resource, again if it was before. */
  async control(
    resource: Resource,
    session: Session | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    this.#columns.set(resource.id, await examine(resource, session, signal));
  }

  /** A row that was let in has proven it for all. */
  saw(resource: Resource, what: Sighting, proof: Proof): void {
    const seen = this.#sightings.get(resource.id) ?? new Map<Sighting, Proof>();
    seen.set(what, proof);
    if (what === 'canary') {
      seen.set('existence', proof);
    }
    this.#sightings.set(resource.id, seen);
  }

  of(resource: Resource): Column {
    const column =
      this.#columns.get(resource.id) ??
      unexamined(resource, 'it was not controlled');
    const seen = this.#sightings.get(resource.id);
    const existence = betterProof(column.existence, seen?.get('existence'));
    return column.kind === 'role'
      ? { ...column, existence }
      : {
          ...column,
          existence,
          canary: betterProof(column.canary, seen?.get('canary')),
        };
  }
}

async function examine(
  resource: Resource,
  session: Session | undefined,
  signal: AbortSignal,
): Promise<Column> {
  if (!session) {
    return unexamined(
      resource,
      `live verification of environment ${resource.environment} is not configured`,
    );
  }
  if (!session.access.portalCredentials) {
    return unexamined(
      resource,
      'the portal has no credentials of its own to see the resource with',
    );
  }
  let credentials: AwsCredentials;
  try {
    credentials = await session.access.portalCredentials();
  } catch (error) {
    signal.throwIfAborted();
    return unexamined(
      resource,
      `the portal's own credentials could not be had (${describeFailure(
        error,
      )})`,
    );
  }
  const tools = { clients: session.clients, credentials, signal };
  return resource.kind === 'bucket'
    ? {
        kind: 'bucket',
        ...(await controlBucket(resource, {
          ...tools,
          evidence: summary => session.evidence('s3', summary),
        })),
      }
    : {
        kind: 'role',
        existence: await controlRole(resource, {
          ...tools,
          evidence: summary => session.evidence('iam', summary),
        }),
      };
}

function unexamined(resource: Resource, cause: string): Column {
  const unproven: Proof = { isProven: false, cause };
  return resource.kind === 'bucket'
    ? {
        kind: 'bucket',
        existence: unproven,
        canary: unproven,
        hasConditionalDeletes: false,
      }
    : { kind: 'role', existence: unproven };
}

function betterProof(own: Proof, seen: Proof | undefined): Proof {
  return own.isProven || !seen ? own : seen;
}
