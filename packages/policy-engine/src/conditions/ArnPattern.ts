import { every, FALSE, Truth } from '../Truth';
import { Template, TemplateSyntax } from '../parsing/Template';
import { splitArn } from '../parsing/splitArn';
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
    const parts = splitArn(text, variables);
    const syntax: TemplateSyntax = { variables, wildcards: true };
    return (
      parts &&
      new ArnPattern(parts.map(part => Template.parse(part, syntax, path)))
    );
  }

  matches(value: string, context: RequestContext): Truth {
    const parts = splitArn(value, false);
    return parts
      ? every(this.#parts.entries(), ([i, part]) =>
          part.matches(parts[i] ?? '', context),
        )
      : FALSE;
  }
}
