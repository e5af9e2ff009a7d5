import type { Condition } from '../conditions/Condition';
import { parseConditions } from '../conditions/parseConditions';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { objectOf, show } from '../parsing/values';
import { ActionMatcher } from './ActionMatcher';
import { choose, Members, refuseElement, required } from './choose';
import { CompiledStatement } from './CompiledStatement';
import type { CompiledPolicy } from './CompiledPolicy';
import { parsePrincipals } from './parsePrincipals';
import { PrincipalMatcher } from './PrincipalMatcher';
import { ResourceMatcher } from './ResourceMatcher';

const ELEMENTS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

const NO_CONDITIONS: readonly Condition[] = [];

/** What the document says about all of its statements. */
export interface StatementScope {
  readonly policy: CompiledPolicy;
  /** Whether policy variables are recognised. */
  readonly variables: boolean;
}

/** @throws {@link PolicyParseError} when anything in the statement is not understood */
export function compileStatement(
  value: unknown,
  index: number,
  scope: StatementScope,
  path: string,
): CompiledStatement {
  const members = objectOf(value, path);
  for (const name of Object.keys(members)) {
    if (!ELEMENTS.has(name)) {
      throw new PolicyParseError(
        'unknown-element',
        `${path}.${name}`,
        `"${name}" is not an element of a statement`,
      );
    }
  }
  const { policy } = scope;
  const effect = parseEffect(members.Effect, path);
  const sid = parseSid(members.Sid, path);
  const action = required(choose(members, 'Action', path), 'Action', path);
  const principals = compilePrincipals(members, policy, effect, path);
  const resources = compileResources(members, scope, path);
  const actions = ActionMatcher.parse(
    action.value,
    action.isNegated,
    action.path,
  );
  const conditions =
    members.Condition === undefined
      ? NO_CONDITIONS
      : parseConditions(
          members.Condition,
          scope.variables,
          `${path}.Condition`,
        );
  return new CompiledStatement(policy, index, sid, {
    effect,
    actions,
    principals,
    resources,
    conditions,
  });
}

function parseEffect(value: unknown, path: string): 'Allow' | 'Deny' {
  if (value !== 'Allow' && value !== 'Deny') {
    const [code, problem] =
      value === undefined
        ? (['missing-element', 'the statement has no Effect'] as const)
        : ([
            'invalid-effect',
            `expected "Allow" or "Deny", got ${show(value)}`,
          ] as const);
    throw new PolicyParseError(code, `${path}.Effect`, problem);
  }
  return value;
}

function parseSid(value: unknown, path: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') {
    throw new PolicyParseError(
      'invalid-type',
      `${path}.Sid`,
      'expected a string',
    );
  }
  return value;
}

function compilePrincipals(
  members: Members,
  { kind }: CompiledPolicy,
  effect: 'Allow' | 'Deny',
  path: string,
): PrincipalMatcher | undefined {
  const choice = choose(members, 'Principal', path);
  if (kind !== 'resource' && kind !== 'trust') {
    refuseElement(
      choice,
      `a policy of kind "${kind}" names no principal: it applies to who it is attached to`,
    );
    return undefined;
  }
  const { value, isNegated, path: at } = required(choice, 'Principal', path);
  if (isNegated && kind === 'trust') {
    throw new PolicyParseError(
      'element-not-allowed',
      at,
      'a trust policy cannot hold NotPrincipal',
    );
  }
  if (isNegated && effect === 'Allow') {
    throw new PolicyParseError(
      'element-not-allowed',
      at,
      'NotPrincipal cannot be used with the effect Allow',
    );
  }
  return new PrincipalMatcher(parsePrincipals(value, at), isNegated);
}

function compileResources(
  members: Members,
  { policy, variables }: StatementScope,
  path: string,
): ResourceMatcher | undefined {
  const choice = choose(members, 'Resource', path);
  if (policy.kind === 'trust') {
    refuseElement(
      choice,
      'a trust policy names no resource: it is about the role it belongs to',
    );
    return undefined;
  }
  const { value, isNegated, path: at } = required(choice, 'Resource', path);
  return ResourceMatcher.parse(value, { isNegated, variables }, at);
}
