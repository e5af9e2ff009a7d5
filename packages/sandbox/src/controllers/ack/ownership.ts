import { AckError } from './AckError';
import type { AckObject } from './AckObject';

/** Tags that the controllers put on everything they make (ACK, "Resource tags"). */
const CONTROLLER_TAG = 'services.k8s.aws/controller-version';
const NAMESPACE_TAG = 'services.k8s.aws/namespace';

/** Version that the stand-in gives itself: it copies the behaviour, not the code. */
const CONTROLLER_VERSION = 'sandbox-v1';

type Tags = ReadonlyMap<string, string>;

/** The tags that a resource is to have: those of its spec, and whose it is. */
export function desiredTags(
  object: AckObject,
  specTags: readonly { key: string; value?: string }[] | undefined,
): Map<string, string> {
  const tags = new Map(
    (specTags ?? []).map(({ key, value }) => [key, value ?? '']),
  );
  tags.set(CONTROLLER_TAG, CONTROLLER_VERSION);
  tags.set(NAMESPACE_TAG, object.metadata.namespace);
  return tags;
}

/** Whether the tags of a resource say that the custom resource's namespace made it through these controllers. */
export function isOwnByTags(object: AckObject, tags: Tags): boolean {
  return (
    tags.has(CONTROLLER_TAG) &&
    tags.get(NAMESPACE_TAG) === object.metadata.namespace
  );
}

/** The refusal to touch a resource that was there before. */
export function foreignResource(what: string): AckError {
  return new AckError(
    'terminal',
    `${what}: This resource already exists but is not managed by ACK. To bring the resource under ACK management, you should explicitly adopt the resource`,
    true,
  );
}

/** Tags in the SDK's spelling. */
export const toSdkTags = (tags: Tags) =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));

/** Tags from the SDK's spelling. */
export const fromSdkTags = (
  tags:
    | readonly { Key?: string | undefined; Value?: string | undefined }[]
    | undefined,
): Map<string, string> =>
  new Map((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));

/** Whether two sets of tags are the same. */
export const isSameTags = (left: Tags, right: Tags) =>
  left.size === right.size &&
  [...left].every(([key, value]) => right.get(key) === value);
