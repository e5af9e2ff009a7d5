import { parseConditions } from '../conditions/parseConditions';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { membersOf } from '../parsing/values';
import { ActionMatcher } from './ActionMatcher';
import type { CompiledStatement } from './CompiledPolicy';
import type { StatementReference } from './documentKinds';
import { parsePrincipals } from './parsePrincipals';
import { PrincipalMatcher } from './PrincipalMatcher';
import { ResourceMatcher } from './ResourceMatcher';

const ELEMENTS = new Set([
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

/** What the document says about all of its statements. */
export interface StatementScope {
  readonly reference: StatementReference;
  /** Whether policy variables are recognised. */
  readonly variables: boolean;
}

/** A chosen one of two elements that exclude each other. */
interface Choice {
  readonly value: unknown;
  readonly isNegated: boolean;
  readonly path: string;
}

/** @throws {@link PolicyParseError} when anything in the statement is not understood */
export function compileStatement(
  value: unknown,
  scope: StatementScope,
  path: string,
): CompiledStatement {
  const members = new Map(membersOf(value, path));
  for (const name of members.keys()) {
    if (!ELEMENTS.has(name)) {
      throw new PolicyParseError(
        'unknown-element',
        `${path}.${name}`,
        `"${name}" is not an element of a statement`,
      );
    }
  }
  const effect = parseEffect(members.get('Effect'), `${path}.Effect`);
  const sid = parseSid(members.get('Sid'), `${path}.Sid`);
  const action = required(choose(members, 'Action', path), 'Action', path);
  const principals = compilePrincipals(members, scope.reference, effect, path);
  const resources = compileResources(members, scope, path);
  const condition = members.get('Condition');
  return {
    reference: { ...scope.reference, ...(sid ? { sid } : {}) },
    effect,
    actions: ActionMatcher.parse(action.value, action.isNegated, action.path),
    ...(principals && { principals }),
    ...(resources && { resources }),
    conditions:
      condition === undefined
        ? []
        : parseConditions(condition, scope.variables, `${path}.Condition`),
  };
}

function parseEffect(value: unknown, path: string): 'Allow' | 'Deny' {
  if (value !== 'Allow' && value !== 'Deny') {
    const [code, problem] =
      value === undefined
        ? (['missing-element', 'the statement has no Effect'] as const)
        : ([
            'invalid-effect',
            `expected "Allow" or "Deny", got ${JSON.stringify(value)}`,
          ] as const);
    throw new PolicyParseError(code, path, problem);
  }
  return value;
}

function parseSid(value: unknown, path: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') {
    throw new PolicyParseError('invalid-type', path, 'expected a string');
  }
  return value;
}

function compilePrincipals(
  members: ReadonlyMap<string, unknown>,
  reference: StatementReference,
  effect: 'Allow' | 'Deny',
  path: string,
): PrincipalMatcher | undefined {
  const choice = choose(members, 'Principal', path);
  if (reference.kind !== 'resource' && reference.kind !== 'trust') {
    refuseElement(
      choice,
      `a policy of kind "${reference.kind}" names no principal: it applies to who it is attached to`,
    );
    return undefined;
  }
  const { value, isNegated, path: at } = required(choice, 'Principal', path);
  if (isNegated && reference.kind === 'trust') {
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
  members: ReadonlyMap<string, unknown>,
  scope: StatementScope,
  path: string,
): ResourceMatcher | undefined {
  const choice = choose(members, 'Resource', path);
  if (scope.reference.kind === 'trust') {
    refuseElement(
      choice,
      'a trust policy names no resource: it is about the role it belongs to',
    );
    return undefined;
  }
  const { value, isNegated, path: at } = required(choice, 'Resource', path);
  return ResourceMatcher.parse(
    value,
    { isNegated, variables: scope.variables },
    at,
  );
}

/** The element or its `Not…` form; both are a contradiction. */
function choose(
  members: ReadonlyMap<string, unknown>,
  name: string,
  path: string,
): Choice | undefined {
  const negatedName = `Not${name}`;
  if (members.has(name) && members.has(negatedName)) {
    throw new PolicyParseError(
      'conflicting-elements',
      path,
      `holds both ${name} and ${negatedName}`,
    );
  }
  const chosen = [name, negatedName].find(candidate => members.has(candidate));
  return chosen === undefined
    ? undefined
    : {
        value: members.get(chosen),
        isNegated: chosen === negatedName,
        path: `${path}.${chosen}`,
      };
}

function required(
  choice: Choice | undefined,
  name: string,
  path: string,
): Choice {
  if (!choice) {
    throw new PolicyParseError(
      'missing-element',
      path,
      `the statement has neither ${name} nor Not${name}`,
    );
  }
  return choice;
}

function refuseElement(choice: Choice | undefined, problem: string): void {
  if (choice) {
    throw new PolicyParseError('element-not-allowed', choice.path, problem);
  }
}
