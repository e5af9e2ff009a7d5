import { contextKey, ContextKey } from '../conditions/ContextKey';
import type { RequestContext } from '../request/RequestContext';
import { PolicyParseError } from './PolicyParseError';

/** A policy variable: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`. */
export interface Variable {
  readonly key: ContextKey;
  readonly fallback?: string;
}

/** The name of a tag, behind a slash, may hold letters of any script and spaces. (AWS STS: "Tag".) */
const VARIABLE =
  /^([A-Za-z0-9_.:=+@-]+(?:\/[\p{L}\p{Z}\p{N}_.:/=+@-]*)?(?<!\p{Z}))(?:,\s*'([^']*)')?$/u;

/** What stands for itself between `${` and `}`. */
const ESCAPES: ReadonlySet<string> = new Set(['*', '?', '$']);

/**
 * Reads what stands between `${` and `}`: a variable, or a character that stands for itself.
 * (AWS: "IAM policy elements: Variables and tags", also for `${*}`, `${?}`, `${$}` and default values.)
 *
 * @throws {@link PolicyParseError} `malformed-variable`
 */
export function parseVariable(text: string, path: string): Variable | string {
  if (ESCAPES.has(text)) {
    return text;
  }
  const [, name, fallback] = VARIABLE.exec(text) ?? [];
  if (!name?.includes(':')) {
    throw new PolicyParseError(
      'malformed-variable',
      path,
      `"\${${text}}" is not a policy variable`,
    );
  }
  return {
    key: contextKey(name),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

/** Only a key with one value can be substituted; a list counts as no value. */
export function resolveVariable(
  { key, fallback }: Variable,
  context: RequestContext,
): { value: string } | 'absent' | 'unknown' {
  const values = context.lookup(key);
  if (values === 'unknown') {
    return 'unknown';
  }
  const [value] = values === 'absent' || values.length !== 1 ? [] : values;
  if (value !== undefined) {
    return { value };
  }
  return fallback === undefined ? 'absent' : { value: fallback };
}
