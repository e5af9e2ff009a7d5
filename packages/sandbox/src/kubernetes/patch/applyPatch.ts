import { badRequest, unsupportedMediaType } from '../StatusError';
import { KindDefinition } from '../kinds';
import { applyJsonPatch } from './jsonPatch';
import { applyMergePatch } from './mergePatch';
import { applyStrategicMergePatch } from './strategicMergePatch';

/** Media type of a JSON patch. @public */
export const JSON_PATCH = 'application/json-patch+json';
/** Media type of a JSON merge patch. @public */
export const MERGE_PATCH = 'application/merge-patch+json';
/** Media type of a strategic merge patch. @public */
export const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';

/**
 * Media types of the patches that a kind takes. Source: "Update API Objects in Place Using kubectl patch": custom resources
 * take no strategic merge patch. Server-side apply is not offered: the media type is refused, as on a server without it.
 *
 * @public
 */
export function acceptedPatches(kind: KindDefinition): string[] {
  return kind.isBuiltIn
    ? [JSON_PATCH, MERGE_PATCH, STRATEGIC_MERGE_PATCH]
    : [JSON_PATCH, MERGE_PATCH];
}

/**
 * The object that a patch makes of another.
 *
 * @param mediaType - content type of the request, without parameters
 * @throws StatusError 400, 415 or 422 when the patch cannot be read, is of a format that the kind does not take, or does not fit
 * @public
 */
export function applyPatch(
  target: unknown,
  mediaType: string,
  text: string,
  kind: KindDefinition,
): unknown {
  if (!acceptedPatches(kind).includes(mediaType)) {
    throw unsupportedMediaType(acceptedPatches(kind));
  }
  let patch: unknown;
  try {
    patch = JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `error decoding patch: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
  if (mediaType === JSON_PATCH) {
    return applyJsonPatch(target, patch);
  }
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw badRequest('error decoding patch: the patch is no object');
  }
  return mediaType === MERGE_PATCH
    ? applyMergePatch(target, patch)
    : applyStrategicMergePatch(target, patch);
}
