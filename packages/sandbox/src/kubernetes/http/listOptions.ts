import { StatusError, badRequest, expired } from '../StatusError';
import { KindDefinition } from '../kinds';
import {
  ObjectFilter,
  ObjectStore,
  parseFieldSelector,
  parseLabelSelector,
} from '../store';

/**
 * Which objects a list, watch or deletion of a collection is about.
 *
 * @throws StatusError 400 when a selector cannot be parsed
 * @public
 */
export function parseSelectors(
  kind: KindDefinition,
  query: URLSearchParams,
): ObjectFilter {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(
    query.get('fieldSelector') ?? '',
    kind.selectableFields,
  );
  return object => labels(object) && fields(object);
}

/** Whether any selector is given. @public */
export function hasSelector(query: URLSearchParams): boolean {
  return Boolean(query.get('labelSelector') || query.get('fieldSelector'));
}

/**
 * The revision that a client asks for; undefined when any will do.
 *
 * @throws StatusError 400 when it is no number, 504 when it lies in the future, as it does after a restore
 * @public
 */
export function parseRevision(
  query: URLSearchParams,
  store: ObjectStore,
): number | undefined {
  const text = query.get('resourceVersion') ?? '';
  if (text === '' || text === '0') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  const revision = Number(text);
  if (revision > store.revision) {
    const message = `Too large resource version: ${revision}, current: ${store.revision}`;
    throw new StatusError(504, 'Timeout', message, {
      retryAfterSeconds: 1,
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
          field: '',
        },
      ],
    });
  }
  return revision;
}

/** Where a paged list goes on: the version that it shows and the last object shown. @public */
export interface ContinuePosition {
  readonly revision: number;
  /** `namespace/name` */
  readonly after: string;
}

/** The opaque text that a client hands back. @public */
export function encodeContinue(position: ContinuePosition): string {
  return Buffer.from(
    JSON.stringify([position.revision, position.after]),
  ).toString('base64url');
}

/**
 * Reads a continue token.
 *
 * @throws StatusError 400 when it is none of ours
 * @public
 */
export function decodeContinue(text: string): ContinuePosition {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (
      Array.isArray(parsed) &&
      typeof parsed[0] === 'number' &&
      typeof parsed[1] === 'string'
    ) {
      return { revision: parsed[0], after: parsed[1] };
    }
  } catch {
    // falls through to the refusal below
  }
  throw badRequest(
    'continue key is not valid: it was not given out by this server',
  );
}

/** The 410 for a paged list whose version is no longer kept. @public */
export function continueExpired(): StatusError {
  return expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
  );
}
