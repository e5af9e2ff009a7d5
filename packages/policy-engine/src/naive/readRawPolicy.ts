import { DocumentKind } from '..';
import { isOperator, isResource, isValue, TEXTS } from './grammar';
import {
  OneOrMore,
  RawConditions,
  RawPolicy,
  RawPrincipals,
  RawStatement,
} from './RawPolicy';

type Members = Readonly<Record<string, unknown>>;

/** A document that is outside the grammar. */
class NotInGrammar extends Error {}

/**
 * Reads a policy by the grammar, on ways of its own: what the engine accepts must be in it.
 *
 * @returns `undefined` when anything at all in the document is outside the grammar
 */
export function readRawPolicy(
  document: unknown,
  kind: DocumentKind,
): RawPolicy | undefined {
  try {
    return readPolicy(members(document), kind);
  } catch (error) {
    if (error instanceof NotInGrammar) {
      return undefined;
    }
    throw error;
  }
}

function readPolicy(policy: Members, kind: DocumentKind): RawPolicy {
  only(policy, ['Version', 'Id', 'Statement']);
  const { Version, Id, Statement } = policy;
  demand(Id === undefined || typeof Id === 'string');
  demand(
    Version === undefined ||
      Version === '2008-10-17' ||
      Version === '2012-10-17',
  );
  const hasVariables = Version === '2012-10-17';
  const statements = oneOrMore(Statement).map(statement =>
    readStatement(members(statement), kind, hasVariables),
  );
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : Sid));
  demand(new Set(sids).size === sids.length);
  return {
    ...(Version ? { Version } : {}),
    Statement: statements,
  };
}

function readStatement(
  statement: Members,
  kind: DocumentKind,
  hasVariables: boolean,
): RawStatement {
  only(statement, [
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
  const { Sid, Effect, Condition } = statement;
  demand(Sid === undefined || typeof Sid === 'string');
  demand(Effect === 'Allow' || Effect === 'Deny');
  const isOnResource = kind === 'resource' || kind === 'trust';
  demandOne(statement, 'Principal', isOnResource);
  demandOne(statement, 'Action', true);
  demandOne(statement, 'Resource', kind !== 'trust');
  demand(
    !('NotPrincipal' in statement) || (Effect === 'Deny' && kind !== 'trust'),
  );
  return {
    ...(Sid === undefined ? {} : { Sid }),
    Effect,
    ...each(statement, ['Principal', 'NotPrincipal'], readPrincipals),
    ...each(statement, ['Action', 'NotAction'], value =>
      texts(value, text => TEXTS.action.test(text)),
    ),
    ...each(statement, ['Resource', 'NotResource'], value =>
      texts(value, text => isResource(text, hasVariables)),
    ),
    ...('Condition' in statement
      ? { Condition: readConditions(members(Condition), hasVariables) }
      : {}),
  };
}

function readPrincipals(value: unknown): RawPrincipals {
  if (value === '*') {
    return value;
  }
  const principals = members(value);
  only(principals, ['AWS', 'Service', 'Federated']);
  demand(Object.keys(principals).length > 0);
  const read: Record<string, OneOrMore> = {};
  for (const type of ['AWS', 'Service', 'Federated'] as const) {
    if (type in principals) {
      read[type] = texts(principals[type], text => TEXTS[type].test(text));
    }
  }
  return read;
}

function readConditions(
  conditions: Members,
  hasVariables: boolean,
): RawConditions {
  const read: Record<string, Record<string, OneOrMore>> = {};
  for (const [operator, block] of Object.entries(conditions)) {
    const keys = Object.entries(members(block));
    demand(isOperator(operator) && keys.length > 0);
    read[operator] = Object.fromEntries(
      keys.map(([key, values]) => {
        demand(TEXTS.key.test(key));
        const written = oneOrMore(values).map(value => {
          demand(['string', 'number', 'boolean'].includes(typeof value));
          return /Bool|Null/.test(operator)
            ? String(value).toLowerCase()
            : String(value);
        });
        demand(written.every(text => isValue(operator, text, hasVariables)));
        return [key, written];
      }),
    );
  }
  return read;
}

function each<K extends string, T>(
  from: Members,
  names: readonly K[],
  read: (value: unknown) => T,
): { [name in K]?: T } {
  const found: { [name in K]?: T } = {};
  for (const name of names) {
    if (name in from) {
      found[name] = read(from[name]);
    }
  }
  return found;
}

function demandOne(from: Members, name: string, isWanted: boolean): void {
  const count = [name, `Not${name}`].filter(
    candidate => candidate in from,
  ).length;
  demand(count === (isWanted ? 1 : 0));
}

function texts(value: unknown, isOne: (text: string) => boolean): string[] {
  return oneOrMore(value).map(item => {
    demand(typeof item === 'string' && isOne(item));
    return item;
  });
}

function oneOrMore(value: unknown): unknown[] {
  if (!Array.isArray(value)) {
    return [value];
  }
  demand(value.length > 0);
  return Array.from<unknown>(value);
}

function members(value: unknown): Members {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value));
  return Object.assign(Object.create(null), value);
}

function only(from: Members, names: readonly string[]): void {
  demand(Object.keys(from).every(name => names.includes(name)));
}

function demand(holds: boolean): asserts holds {
  if (!holds) {
    throw new NotInGrammar();
  }
}
