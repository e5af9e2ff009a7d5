import type { CompiledStatement } from '../../documents/CompiledStatement';
import { PolicyParseError } from '../../parsing/PolicyParseError';
import { isTokens, Template, TemplateSyntax } from '../../parsing/Template';
import { resolveVariable } from '../../parsing/Variable';
import { callerOf } from '../../request/prepareCaller';
import type { PreparedCaller } from '../../request/PreparedCaller';
import type { RequestContext } from '../../request/RequestContext';
import { lookUp } from '../../request/lookUp';
import { ANY_SEQUENCE, globTokens, literalTokens } from '../../wildcard';
import { isSequence, Pattern, PatternToken } from '../patterns/Pattern';

const WITH_VARIABLES: TemplateSyntax = { variables: true, wildcards: true };

/** The names that a resource pattern means. */
export interface ResourcePattern extends Pattern {
  /** The pattern as a text; variables in it are replaced. */
  readonly text: string;
}

/**
 * The resource patterns of a statement as they apply to a caller.
 *
 * @param accountId - account that owns the resource
 */
export function resourcePatternsOf(
  { resources }: CompiledStatement,
  caller: PreparedCaller,
  accountId: string,
): readonly Pattern[] {
  return (resources?.templates ?? []).map(template =>
    resourcePatternOf(template, caller, accountId),
  );
}

/**
 * A resource pattern as it applies to a caller: a variable stands for its value, and for every text when that is not known.
 * (AWS: "IAM policy elements: Variables and tags".)
 *
 * @param accountId - account that owns the resource; absent: whichever does
 */
export function resourcePatternOf(
  template: Template,
  caller: PreparedCaller,
  accountId?: string,
): ResourcePattern {
  const context: RequestContext = {
    lookup: key =>
      accountId === undefined
        ? callerOf(caller).lookup(key)
        : lookUp(caller, key.name, accountId),
  };
  const tokens = template.parts.flatMap(part => {
    if (isTokens(part)) {
      return part;
    }
    const resolved = resolveVariable(part, context);
    return typeof resolved === 'string'
      ? [ANY_SEQUENCE]
      : literalTokens(resolved.value);
  });
  return { text: tokens.map(textOf).join(''), tokens };
}

/** A value of a condition as it applies to a caller; as written in documents that do not know variables. */
export function valuePatternOf(
  value: string,
  caller: PreparedCaller,
  accountId?: string,
): ResourcePattern {
  try {
    const template = Template.parse(value, WITH_VARIABLES, value);
    return resourcePatternOf(template, caller, accountId);
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return { text: value, tokens: globTokens(value) };
    }
    throw error;
  }
}

function textOf(token: PatternToken): string {
  if (isSequence(token)) {
    return '*';
  }
  return token < 0 ? '?' : String.fromCharCode(token);
}
