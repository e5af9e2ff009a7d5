import { every, FALSE, Truth } from '../Truth';
import { Template, TemplateSyntax } from '../parsing/Template';
import type { RequestContext } from '../request/RequestContext';

/**
 * The value of an ARN operator. Each of the six parts is compared on its own and may hold wildcards, so `*` in the
 * account part does not reach into the resource. (AWS: "IAM JSON policy elements: Condition operators", ARN operators.)
 */
export class ArnPattern {
  readonly #parts: readonly Template[];

  private constructor(parts: readonly Template[]) {
    this.#parts = parts;
  }

  /** Undefined when the text has fewer than six parts. */
  static parse(
    text: string,
    variables: boolean,
    path: string,
  ): ArnPattern | undefined {
    const parts = splitArn(text);
    const syntax: TemplateSyntax = { variables, wildcards: true };
    return (
      parts &&
      new ArnPattern(parts.map(part => Template.parse(part, syntax, path)))
    );
  }

  matches(value: string, context: RequestContext): Truth {
    const parts = splitArn(value);
    return parts
      ? every(this.#parts.entries(), ([i, part]) =>
          part.matches(parts[i] ?? '', context),
        )
      : FALSE;
  }
}

/** Splits at the first five colons that stand outside of a `${…}`. */
function splitArn(text: string): string[] | undefined {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length && parts.length < 5; i++) {
    if (text.startsWith('${', i)) {
      const end = text.indexOf('}', i);
      i = end < 0 ? text.length : end;
    } else if (text[i] === ':') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.length === 6 && parts[0] === 'arn' ? parts : undefined;
}
