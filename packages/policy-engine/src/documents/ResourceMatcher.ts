import { not, some, Truth } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { Template } from '../parsing/Template';
import { stringsOf } from '../parsing/values';

/** Partition may be a wildcard, the service may not; region, account and resource are free. */
const ARN_PATTERN = /^arn:[a-z0-9*?-]+:[a-z0-9-]+:[^:]*:[^:]*:./s;

/**
 * The `Resource` or `NotResource` element. Case-sensitive; `*` also spans `/` and `:`.
 * (AWS: "IAM JSON policy elements: Resource": a wildcard may expand beyond the colon boundaries.)
 */
export class ResourceMatcher {
  readonly isNegated: boolean;
  readonly #templates: readonly Template[];

  private constructor(templates: readonly Template[], isNegated: boolean) {
    this.#templates = templates;
    this.isNegated = isNegated;
  }

  /** @throws {@link PolicyParseError} `malformed-arn`, `malformed-variable` */
  static parse(
    value: unknown,
    options: { isNegated: boolean; variables: boolean },
    path: string,
  ): ResourceMatcher {
    const templates = stringsOf(value, path).map(item => {
      if (item.text !== '*' && !ARN_PATTERN.test(withoutVariables(item.text))) {
        throw new PolicyParseError(
          'malformed-arn',
          item.path,
          `"${item.text}" is not a resource; expected "*" or an ARN with six parts and its service spelled out`,
        );
      }
      return Template.parse(
        item.text,
        { variables: options.variables, wildcards: true },
        item.path,
      );
    });
    return new ResourceMatcher(templates, options.isNegated);
  }

  /** The patterns as written. */
  get patterns(): readonly string[] {
    return this.#templates.map(template => template.text);
  }

  matches(resource: string, context: RequestContext): Truth {
    const matched = some(this.#templates, template =>
      template.matches(resource, context),
    );
    return this.isNegated ? not(matched) : matched;
  }
}

/** A variable's key holds colons of its own, which separate no parts of the ARN. */
function withoutVariables(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, 'x');
}
