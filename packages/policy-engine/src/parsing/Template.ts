import { FALSE, Truth, truthOf, unknown } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import { Glob, GlobToken, globTokens, literalTokens } from '../wildcard';
import { PolicyParseError } from './PolicyParseError';

interface Variable {
  readonly key: string;
  readonly name: string;
  readonly fallback?: string;
}

type Part = readonly GlobToken[] | Variable;

/** How a text of a policy is read. */
export interface TemplateSyntax {
  /** Whether `${key}` stands for a context value: only in documents of version 2012-10-17. */
  readonly variables: boolean;
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  readonly ignoreCase?: boolean;
}

const VARIABLE = /^([A-Za-z0-9_.:/=+@-]+?)(?:,\s*'([^']*)')?$/;
const ESCAPES = new Set(['*', '?', '$']);

/**
 * A text of a policy with wildcards and policy variables: `arn:aws:s3:::home/${aws:username}/*`.
 *
 * A substituted value stands for itself, wildcards in it included. A variable without value matches nothing.
 * (AWS: "IAM policy elements: Variables and tags", also for `${*}`, `${?}`, `${$}` and default values.)
 */
export class Template {
  /** The text as written. */
  readonly text: string;
  readonly #parts: readonly Part[];
  readonly #ignoreCase: boolean;
  readonly #glob: Glob | undefined;

  private constructor(
    text: string,
    parts: readonly Part[],
    ignoreCase: boolean,
  ) {
    this.text = text;
    this.#parts = parts;
    this.#ignoreCase = ignoreCase;
    this.#glob = parts.every(isTokens)
      ? Glob.ofTokens(parts.filter(isTokens).flat())
      : undefined;
  }

  /** @throws {@link PolicyParseError} `malformed-variable` */
  static parse(text: string, syntax: TemplateSyntax, path: string): Template {
    const ignoreCase = syntax.ignoreCase ?? false;
    const fold = ignoreCase ? foldCase : (part: string) => part;
    const tokensOf = (part: string) =>
      syntax.wildcards ? globTokens(fold(part)) : literalTokens(fold(part));
    if (!syntax.variables) {
      return new Template(text, [tokensOf(text)], ignoreCase);
    }
    const parts: Part[] = [];
    let position = 0;
    for (
      let start = text.indexOf('${');
      start >= 0;
      start = text.indexOf('${', position)
    ) {
      const end = text.indexOf('}', start);
      if (end < 0) {
        throw new PolicyParseError(
          'malformed-variable',
          path,
          `"${text}" opens a variable that it does not close`,
        );
      }
      parts.push(
        tokensOf(text.slice(position, start)),
        parseVariable(text.slice(start + 2, end), path),
      );
      position = end + 1;
    }
    parts.push(tokensOf(text.slice(position)));
    return new Template(text, parts, ignoreCase);
  }

  get hasVariables(): boolean {
    return !this.#glob;
  }

  matches(value: string, context: RequestContext): Truth {
    const subject = this.#ignoreCase ? foldCase(value) : value;
    if (this.#glob) {
      return truthOf(this.#glob.matches(subject));
    }
    const resolvedParts: (readonly GlobToken[])[] = [];
    const missing = new Set<string>();
    for (const part of this.#parts) {
      if (isTokens(part)) {
        resolvedParts.push(part);
        continue;
      }
      const resolved = resolve(part, context);
      switch (resolved) {
        case 'absent':
          return FALSE;
        case 'unknown':
          missing.add(part.name);
          break;
        default:
          resolvedParts.push(
            literalTokens(
              this.#ignoreCase ? foldCase(resolved.value) : resolved.value,
            ),
          );
      }
    }
    return missing.size > 0
      ? unknown([...missing])
      : truthOf(Glob.ofTokens(resolvedParts.flat()).matches(subject));
  }
}

function parseVariable(text: string, path: string): Part {
  if (ESCAPES.has(text)) {
    return literalTokens(text);
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
    key: name.toLowerCase(),
    name,
    ...(fallback === undefined ? {} : { fallback }),
  };
}

/** Only a key with one value can be substituted; a list counts as no value. */
function resolve(
  variable: Variable,
  context: RequestContext,
): { value: string } | 'absent' | 'unknown' {
  const values = context.lookup(variable.key);
  if (values === 'unknown') {
    return 'unknown';
  }
  const [value] = values === 'absent' || values.length !== 1 ? [] : values;
  if (value !== undefined) {
    return { value };
  }
  return variable.fallback === undefined
    ? 'absent'
    : { value: variable.fallback };
}

function foldCase(text: string): string {
  return text.toLowerCase();
}

function isTokens(part: Part): part is readonly GlobToken[] {
  return Array.isArray(part);
}
