import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { PreparedCaller } from '../../request/PreparedCaller';
import { lookUp } from '../../request/lookUp';
import { ANY_SEQUENCE, globTokens, literalTokens } from '../../wildcard';
import { Pattern, patternOf, PatternToken } from '../patterns/Pattern';

const VARIABLE = /\$\{([^},]*)(?:,\s*'([^']*)')?\}/g;
const ESCAPES = new Set(['*', '?', '$']);

/**
 * The resource patterns of a statement as they apply to a caller. A variable stands for its value; for every text when
 * the value is not known; and for itself, because documents of version 2008-10-17 do not know variables.
 * (AWS: "IAM policy elements: Variables and tags".)
 *
 * @param accountId - account that owns the resource
 */
export function resourcePatternsOf(
  statement: CompiledStatement,
  caller: PreparedCaller,
  accountId: string,
): Pattern[] {
  return (statement.resources?.patterns ?? []).flatMap(text =>
    callerPatternsOf(text, caller, accountId),
  );
}

/** One resource pattern as it applies to a caller. */
export function callerPatternsOf(
  text: string,
  caller: PreparedCaller,
  accountId: string,
): Pattern[] {
  return text.includes('${')
    ? [substitute(text, caller, accountId), patternOf(text)]
    : [patternOf(text)];
}

function substitute(
  text: string,
  caller: PreparedCaller,
  accountId: string,
): Pattern {
  const tokens: PatternToken[] = [];
  let shown = '';
  let position = 0;
  const addText = (part: string) => {
    tokens.push(...globTokens(part));
    shown += part;
  };
  for (const match of text.matchAll(VARIABLE)) {
    addText(text.slice(position, match.index));
    position = match.index + match[0].length;
    const [, name = '', fallback] = match;
    const value = ESCAPES.has(name)
      ? name
      : valueOf(name, fallback, caller, accountId);
    if (value === undefined) {
      tokens.push(ANY_SEQUENCE);
    } else {
      tokens.push(...literalTokens(value));
    }
    shown += value ?? '*';
  }
  addText(text.slice(position));
  return { text: shown, tokens };
}

function valueOf(
  name: string,
  fallback: string | undefined,
  caller: PreparedCaller,
  accountId: string,
): string | undefined {
  const values = lookUp(caller, name.trim(), accountId);
  if (values === 'unknown') {
    return undefined;
  }
  const [value] = values === 'absent' || values.length !== 1 ? [] : values;
  return value ?? fallback;
}
