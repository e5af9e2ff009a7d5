import { either, FALSE, not, Truth, TRUE, UNKNOWN } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { Template, TemplateSyntax } from '../parsing/Template';
import { itemPath, stringsOf } from '../parsing/values';

/** Partition may be a wildcard, the service may not; region and account are free, and there is a resource. */
const ARN_PATTERN = /^arn:[a-z0-9*?-]+:[a-z0-9-]+:[^:]*:[^:]*:[^]/;

/** Variables stand in the last part alone. (AWS: "IAM policy elements: Variables and tags", resource element.) */
const ARN_PATTERN_WITH_VARIABLES =
  /^arn:[a-z0-9*?-]+:[a-z0-9-]+:(?:[^:$]|\$(?!\{))*:(?:[^:$]|\$(?!\{))*:[^]/;

const CURRENT: TemplateSyntax = { variables: true, wildcards: 'of-arn' };
const OLD: TemplateSyntax = { variables: false, wildcards: 'of-arn' };

/**
 * The `Resource` or `NotResource` element. Case-sensitive; `*` also spans `/`, and `:` where {@link Glob.ofArn} says so.
 * (AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs.)
 */
export class ResourceMatcher {
  readonly isNegated: boolean;
  readonly templates: readonly Template[];

  private constructor(templates: readonly Template[], isNegated: boolean) {
    this.templates = templates;
    this.isNegated = isNegated;
  }

  /** @throws {@link PolicyParseError} `malformed-arn`, `malformed-variable` */
  static parse(
    value: unknown,
    { isNegated, variables }: { isNegated: boolean; variables: boolean },
    path: string,
  ): ResourceMatcher {
    const syntax = variables ? CURRENT : OLD;
    const pattern = variables ? ARN_PATTERN_WITH_VARIABLES : ARN_PATTERN;
    const templates = stringsOf(value, path).map((text, i) => {
      const at = itemPath(value, path, i);
      if (text !== '*' && !pattern.test(text)) {
        throw new PolicyParseError(
          'malformed-arn',
          at,
          `"${text}" is not a resource; expected "*" or an ARN with six parts, its service spelled out and variables in the last part alone`,
        );
      }
      return Template.parse(text, syntax, at);
    });
    return new ResourceMatcher(templates, isNegated);
  }

  /** The patterns as written. */
  get patterns(): readonly string[] {
    return this.templates.map(template => template.text);
  }

  matches(resource: string, context: RequestContext): Truth {
    let matched: Truth = FALSE;
    for (const template of this.templates) {
      matched = either(matched, template.matches(resource, context));
      if (matched === TRUE) {
        break;
      }
    }
    return this.isNegated ? not(matched) : matched;
  }

  /** Adds the keys that would have to be known; asked only when the answer is unknown. */
  addMissing(
    resource: string,
    context: RequestContext,
    missing: Set<string>,
  ): void {
    for (const template of this.templates) {
      if (template.matches(resource, context) === UNKNOWN) {
        template.addMissing(resource, context, missing);
      }
    }
  }
}
