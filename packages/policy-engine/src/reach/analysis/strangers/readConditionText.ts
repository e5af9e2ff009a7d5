import { ANY_SEQUENCE, globTokens, literalTokens } from '../../../wildcard';
import type { PatternToken } from '../../patterns/Pattern';

/** A value of a condition, with what is put in place of its variables. */
export interface ConditionText {
  readonly tokens: readonly PatternToken[];
  /** Whether a variable stands in it that follows from the principal itself. */
  readonly hangsOnPrincipal: boolean;
}

const VARIABLE = /\$\{([^},]*)[^}]*\}/g;
const ESCAPES = new Set(['*', '?', '$']);
const OF_RESOURCE = new Set(['aws:resourceaccount', 's3:resourceaccount']);
const OF_PRINCIPAL =
  /^aws:(?:username|userid|principal(?:arn|account|type|isawsservice|servicename))$/;

/**
 * Reads a value of a condition. A variable stands for its value when that follows from the resource, else for every text;
 * and the whole for itself, because documents of version 2008-10-17 do not know variables.
 * (AWS: "IAM policy elements: Variables and tags".)
 *
 * @param isLike - whether `*` and `?` are wildcards
 * @param accountId - account that owns the resource
 */
export function readConditionText(
  value: string,
  isLike: boolean,
  accountId: string,
): readonly ConditionText[] {
  const read = isLike ? globTokens : literalTokens;
  const written = { tokens: read(value), hangsOnPrincipal: false };
  if (!value.includes('${')) {
    return [written];
  }
  const tokens: PatternToken[] = [];
  let hangsOnPrincipal = false;
  let position = 0;
  for (const match of value.matchAll(VARIABLE)) {
    tokens.push(...read(value.slice(position, match.index)));
    position = match.index + match[0].length;
    const name = match[1] ?? '';
    const key = name.toLowerCase();
    if (ESCAPES.has(name)) {
      tokens.push(...literalTokens(name));
    } else if (OF_RESOURCE.has(key)) {
      tokens.push(...literalTokens(accountId));
    } else {
      tokens.push(ANY_SEQUENCE);
      hangsOnPrincipal ||= OF_PRINCIPAL.test(key);
    }
  }
  tokens.push(...read(value.slice(position)));
  return [{ tokens, hangsOnPrincipal }, written];
}
