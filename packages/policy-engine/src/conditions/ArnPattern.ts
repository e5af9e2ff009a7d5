import { both, FALSE, Truth, TRUE, UNKNOWN } from '../Truth';
import { Template, TemplateSyntax } from '../parsing/Template';
import { splitArn } from '../parsing/splitArn';
import type { RequestContext } from '../request/RequestContext';
import type { ValueTest } from './ValueTest';

/**
 * The value of an ARN operator. Each of the six parts is compared on its own and may hold wildcards, so `*` in the
 * account part does not reach into the resource. (AWS: "IAM JSON policy elements: Condition operators", ARN operators.)
 */
export class ArnPattern implements ValueTest {
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
    const values = splitArn(value, false);
    if (!values) {
      return FALSE;
    }
    let result: Truth = TRUE;
    for (let i = 0; i < values.length && result !== FALSE; i++) {
      const part = this.#parts[i];
      result = part
        ? both(result, part.matches(values[i] ?? '', context))
        : FALSE;
    }
    return result;
  }

  addMissing(
    value: string,
    context: RequestContext,
    missing: Set<string>,
  ): void {
    splitArn(value, false)?.forEach((text, i) => {
      const part = this.#parts[i];
      if (part?.matches(text, context) === UNKNOWN) {
        part.addMissing(text, context, missing);
      }
    });
  }
}
