import { ClusterObject, JsonObject, isJsonObject } from '../cluster';
import { ResourceClient } from './ResourceClient';
import { Manifest, SelectedManifest } from './selectManifests';
import { threeWayPatch } from './threeWayPatch';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const TRACKING = 'argocd.argoproj.io/tracking-id';
const MANAGED_BY = 'app.kubernetes.io/managed-by';
const CORRIDOR = 'corridors.dev/corridor';

/** What became of a manifest. @public */
export type ApplyOutcome =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'created' | 'changed'; readonly object: ClusterObject }
  | {
      readonly kind: 'refused';
      readonly reason: 'NotOurs' | 'FieldsNotKept';
      readonly message: string;
    };

/** Which corridor's folder an object was applied from: `<corridor>:<group>/<kind>:<namespace>/<name>`. */
function trackingId({ corridor, manifest }: SelectedManifest): string {
  const { apiVersion, kind, metadata } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${corridor}:${group}/${kind}:${metadata.namespace ?? ''}/${
    metadata.name
  }`;
}

/** The corridor that an object was applied for, undefined when the reconciler did not apply it. @public */
export function trackedCorridor(object: ClusterObject): string | undefined {
  return object.metadata.annotations?.[TRACKING]?.split(':')[0];
}

/** Whether two manifests stand for one object. @public */
export function identityOf(
  object: Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'>,
): string {
  const { apiVersion, kind, metadata } = object;
  return `${apiVersion}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

function withAnnotations(
  manifest: Manifest,
  annotations: Readonly<Record<string, string>>,
): Manifest {
  return {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      annotations: { ...manifest.metadata.annotations, ...annotations },
    },
  };
}

function lastApplied(live: ClusterObject): JsonObject {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  if (text === undefined) {
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Whether the object was made for the corridor: by this reconciler, or by hand from the same files. */
function isMadeFor(corridor: string, live: ClusterObject): boolean {
  const { labels = {} } = live.metadata;
  const tracked = trackedCorridor(live);
  return tracked === undefined
    ? labels[MANAGED_BY] === 'corridors' && labels[CORRIDOR] === corridor
    : tracked === corridor;
}

function checkKept(
  wanted: Manifest,
  stored: ClusterObject,
): ApplyOutcome | undefined {
  const lost = threeWayPatch({}, wanted, stored);
  return lost
    ? {
        kind: 'refused',
        reason: 'FieldsNotKept',
        message: `the cluster did not keep what the file says: ${JSON.stringify(
          lost,
        )}`,
      }
    : undefined;
}

/**
 * Brings one object to what its file says: creates it, or changes the fields that differ. An object that exists and was not
 * made for the corridor is left as it is, unless it lies in the corridor's own namespace, where the cluster itself makes some.
 *
 * @param known - the live object, where it has been read already
 * @throws ApiException when the cluster refuses
 * @public
 */
export async function applyManifest(
  client: ResourceClient,
  selected: SelectedManifest,
  known: ClusterObject | undefined,
): Promise<ApplyOutcome> {
  const tracked = withAnnotations(selected.manifest, {
    [TRACKING]: trackingId(selected),
  });
  const wanted = withAnnotations(tracked, {
    [LAST_APPLIED]: JSON.stringify(tracked),
  });
  const live = known ?? (await client.read(wanted));
  if (!live) {
    const object = await client.create(wanted);
    return checkKept(wanted, object) ?? { kind: 'created', object };
  }
  const { kind, metadata } = wanted;
  const isAtHome = metadata.namespace === selected.corridor;
  if (!isAtHome && !isMadeFor(selected.corridor, live)) {
    return {
      kind: 'refused',
      reason: 'NotOurs',
      message: `${kind} ${metadata.name} exists and was not made for corridor ${selected.corridor}: it is not taken over`,
    };
  }
  const patch = threeWayPatch(lastApplied(live), wanted, live);
  if (!patch) {
    return { kind: 'unchanged' };
  }
  const object = await client.patch(wanted, patch);
  return checkKept(wanted, object) ?? { kind: 'changed', object };
}
