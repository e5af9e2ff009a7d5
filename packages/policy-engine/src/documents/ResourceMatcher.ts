import { not, some, Truth } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { Template } from '../parsing/Template';
import { splitArn } from '../parsing/splitArn';
import { stringsOf } from '../parsing/values';

const PARTITION = /^[a-z0-9*?-]+$/;
const SERVICE = /^[a-z0-9-]+$/;

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
      if (item.text !== '*' && !isArnPattern(item.text, options.variables)) {
        throw new PolicyParseError(
          'malformed-arn',
          item.path,
          `"${item.text}" is not a resource; expected "*" or an ARN with six parts, its service spelled out and variables in the last part alone`,
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

/**
 * Partition may be a wildcard, the service may not; region, account and resource are free, and variables stand in the
 * resource alone. (AWS: "IAM policy elements: Variables and tags", resource element.)
 */
function isArnPattern(text: string, variables: boolean): boolean {
  const [, partition = '', service = '', region = '', account = '', resource] =
    splitArn(text, variables) ?? [];
  const mayHold = (part: string) => !(variables && part.includes('${'));
  return (
    PARTITION.test(partition) &&
    SERVICE.test(service) &&
    mayHold(region) &&
    mayHold(account) &&
    Boolean(resource)
  );
}
