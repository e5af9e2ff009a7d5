import type { ValueTest } from '../conditions/ValueTest';
import { FALSE, Truth, truthOf, UNKNOWN } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import {
  ANY_SEQUENCE,
  arnTokens,
  Glob,
  GlobToken,
  globTokens,
  literalTokens,
} from '../wildcard';
import { PolicyParseError } from './PolicyParseError';
import { parseVariable, resolveVariable, Variable } from './Variable';

/** Characters and wildcards, or what the request's context puts in their place. */
export type TemplatePart = readonly GlobToken[] | Variable;

/** How a text of a policy is read. */
export interface TemplateSyntax {
  /** Whether `${key}` stands for a context value: only in documents of version 2012-10-17. */
  readonly variables: boolean;
  /** Whether `*` and `?` are wildcards: everywhere, or as in a pattern of ARNs. */
  readonly wildcards: boolean | 'of-arn';
  readonly ignoreCase?: boolean;
}

const NO_PARTS: readonly TemplatePart[] = [];

/**
 * A text of a policy with wildcards and policy variables: `arn:aws:s3:::home/${aws:username}/*`.
 *
 * A substituted value stands for itself, wildcards in it included. A variable without value matches nothing.
 * (AWS: "IAM policy elements: Variables and tags".)
 */
export class Template implements ValueTest {
  /** The text as written. */
  readonly text: string;
  readonly #ignoreCase: boolean;
  /** The whole; absent when variables stand in it. */
  readonly #glob: Glob | undefined;
  readonly #parts: readonly TemplatePart[];

  private constructor(
    text: string,
    ignoreCase: boolean,
    glob: Glob | undefined,
    parts: readonly TemplatePart[],
  ) {
    this.text = text;
    this.#ignoreCase = ignoreCase;
    this.#glob = glob;
    this.#parts = parts;
  }

  /** @throws {@link PolicyParseError} `malformed-variable` */
  static parse(text: string, syntax: TemplateSyntax, path: string): Template {
    const ignoreCase = syntax.ignoreCase ?? false;
    if (syntax.variables && text.includes('${')) {
      return new Template(
        text,
        ignoreCase,
        undefined,
        parseParts(text, syntax, path),
      );
    }
    const folded = ignoreCase ? foldCase(text) : text;
    return new Template(text, ignoreCase, globOf(folded, syntax), NO_PARTS);
  }

  get hasVariables(): boolean {
    return this.#glob === undefined;
  }

  /** Characters, wildcards and variables in their order. */
  get parts(): readonly TemplatePart[] {
    return this.#glob ? [this.#glob.tokens()] : this.#parts;
  }

  matches(value: string, context: RequestContext): Truth {
    const subject = this.#ignoreCase ? foldCase(value) : value;
    return this.#glob
      ? truthOf(this.#glob.matches(subject))
      : this.#matchesParts(subject, context);
  }

  addMissing(_: string, context: RequestContext, missing: Set<string>): void {
    for (const part of this.parts) {
      if (!isTokens(part) && context.lookup(part.key) === 'unknown') {
        missing.add(part.key.name);
      }
    }
  }

  #matchesParts(subject: string, context: RequestContext): Truth {
    const tokens: GlobToken[] = [];
    let substituted = 0;
    let isUnknown = false;
    for (const part of this.#parts) {
      if (isTokens(part)) {
        pushAll(tokens, part);
        continue;
      }
      const resolved = resolveVariable(part, context);
      if (resolved === 'absent') {
        return FALSE;
      }
      if (resolved === 'unknown') {
        isUnknown = true;
        tokens.push(ANY_SEQUENCE);
        continue;
      }
      const { value } = resolved;
      const literal = this.#ignoreCase ? foldCase(value) : value;
      substituted += literal.length;
      if (substituted > subject.length) {
        return FALSE;
      }
      pushAll(tokens, literalTokens(literal));
    }
    const mayMatch = Glob.ofTokens(tokens).matches(subject);
    return isUnknown && mayMatch ? UNKNOWN : truthOf(mayMatch);
  }
}

/** Not as arguments of one call, of which there may be no more than the stack holds. */
function pushAll(tokens: GlobToken[], more: readonly GlobToken[]): void {
  for (const token of more) {
    tokens.push(token);
  }
}

function parseParts(
  text: string,
  { wildcards, ignoreCase }: TemplateSyntax,
  path: string,
): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let position = 0;
  const tokensOf = (part: string) => {
    const folded = ignoreCase ? foldCase(part) : part;
    if (wildcards === 'of-arn' && position === 0) {
      return arnTokens(folded);
    }
    return wildcards ? globTokens(folded) : literalTokens(folded);
  };
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
    const part = parseVariable(text.slice(start + 2, end), path);
    parts.push(
      tokensOf(text.slice(position, start)),
      typeof part === 'string' ? literalTokens(part) : part,
    );
    position = end + 1;
  }
  parts.push(tokensOf(text.slice(position)));
  return parts;
}

function globOf(text: string, { wildcards }: TemplateSyntax): Glob {
  if (wildcards === 'of-arn') {
    return Glob.ofArn(text);
  }
  return wildcards ? Glob.of(text) : Glob.literal(text);
}

function foldCase(text: string): string {
  return text.toLowerCase();
}

export function isTokens(part: TemplatePart): part is readonly GlobToken[] {
  return Array.isArray(part);
}
