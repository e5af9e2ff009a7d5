import type { Condition } from '../../../conditions/Condition';
import type { CompiledStatement } from '../../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../../documents/parsePrincipals';
import {
  isSequence,
  NAME_CHARACTER,
  NAME_SEQUENCE,
  Pattern,
  PatternToken,
} from '../../patterns/Pattern';
import { ANY_CHARACTER, ANY_SEQUENCE, literalTokens } from '../../../wildcard';
import { readConditionText } from './readConditionText';

/** What statements tell principals apart by. */
export interface PrincipalPatterns {
  /** Of ARNs of roles, users, federated users and root users. */
  readonly arns: readonly Pattern[];
  /** AWS services that conditions ask for. */
  readonly services: readonly string[];
  /** Whether a comparison hangs on a principal in more than one place, so that patterns do not tell all. */
  readonly isIntricate: boolean;
}

/** What of an operator says how its values are compared. */
const DECORATION = /^(?:ForAllValues:|ForAnyValue:)|IfExists$/g;

const COLON = ':'.charCodeAt(0);

/** Any AWS service, where conditions ask for no certain one. */
const SOME_SERVICE = 'any.amazonaws.com';

/**
 * The patterns by which conditions and principals of statements tell principals apart: two principals of a kind that the
 * same patterns match are the same to the statements. (AWS: "AWS global condition context keys", properties of the
 * principal; "IAM policy elements: Variables and tags", principal key values.)
 *
 * @param accountId - account that owns the resource
 */
export function principalPatternsOf(
  statements: readonly CompiledStatement[],
  partition: string,
  accountId: string,
): PrincipalPatterns {
  const prefix = `arn:${partition}:`;
  const arns: Pattern[] = [ofAccount(prefix, literalTokens(accountId))];
  const services: string[] = [];
  let isIntricate = false;
  for (const { conditions, principals, effect } of statements) {
    if (effect === 'Deny') {
      for (const named of principals?.named ?? []) {
        arns.push(...patternsOfNamed(named, prefix));
        services.push(...(named.kind === 'service' ? [named.service] : []));
      }
    }
    for (const condition of conditions) {
      services.push(...servicesOf(condition));
      const make = PATTERNS_BY_KEY.get(condition.key.toLowerCase());
      const base = condition.operator.replace(DECORATION, '');
      if (!make || base === 'Null') {
        continue;
      }
      const isLike = base.endsWith('Like') || base.startsWith('Arn');
      const texts = condition.values.flatMap(value =>
        readConditionText(value, isLike, accountId),
      );
      isIntricate ||= texts.some(({ hangsOnPrincipal }) => hangsOnPrincipal);
      for (const { tokens } of texts) {
        const cases = base.endsWith('IgnoreCase') ? casesOf(tokens) : [tokens];
        arns.push(...cases.flatMap(one => make(one, prefix, base)));
      }
    }
  }
  return { arns, services, isIntricate };
}

type PatternMaker = (
  tokens: readonly PatternToken[],
  prefix: string,
  operator: string,
) => readonly Pattern[];

const PATTERNS_BY_KEY: ReadonlyMap<string, PatternMaker> = new Map([
  ['aws:principalarn', ofArn],
  [
    'aws:principalaccount',
    (tokens: readonly PatternToken[], prefix: string, operator: string) =>
      accountsOf(tokens, operator).map(one => ofAccount(prefix, one)),
  ],
  [
    'aws:username',
    (tokens: readonly PatternToken[]) => [
      patternFrom([ANY_SEQUENCE, ...literalTokens('/'), ...withinPart(tokens)]),
    ],
  ],
  ['aws:userid', ofUserId],
]);

/** Operators of ARNs compare part by part. */
function ofArn(
  tokens: readonly PatternToken[],
  _: string,
  operator: string,
): readonly Pattern[] {
  if (!operator.startsWith('Arn')) {
    return [patternFrom(tokens)];
  }
  const head = endOfHead(tokens);
  return [
    patternFrom([...withinPart(tokens.slice(0, head)), ...tokens.slice(head)]),
  ];
}

function ofAccount(prefix: string, account: readonly PatternToken[]): Pattern {
  return patternFrom([
    ...literalTokens(prefix),
    NAME_SEQUENCE,
    ...literalTokens('::'),
    ...withinPart(account),
    COLON,
    ANY_SEQUENCE,
  ]);
}

/** The id of a root user is its account; of a federated user, its account and name. The ids of others nobody knows. */
function ofUserId(
  tokens: readonly PatternToken[],
  prefix: string,
): readonly Pattern[] {
  const root = patternFrom([
    ...literalTokens(`${prefix}iam::`),
    ...withinPart(tokens),
    ...literalTokens(':root'),
  ]);
  const federated = tokens.flatMap((token, i) =>
    token === COLON || isSequence(token)
      ? [
          patternFrom([
            ...literalTokens(`${prefix}sts::`),
            ...withinPart(tokens.slice(0, token === COLON ? i : i + 1)),
            ...literalTokens(':federated-user/'),
            ...tokens.slice(token === COLON ? i + 1 : i),
          ]),
        ]
      : [],
  );
  return [root, ...federated];
}

function patternsOfNamed(
  named: NamedPrincipal,
  prefix: string,
): readonly Pattern[] {
  switch (named.kind) {
    case 'role':
    case 'user':
      return [patternFrom(literalTokens(named.arn))];
    case 'account':
      return [ofAccount(prefix, literalTokens(named.accountId))];
    case 'session':
      return [
        patternFrom([
          ...literalTokens(`${prefix}iam::${named.accountId}:role`),
          ANY_SEQUENCE,
          ...literalTokens(`/${named.roleName}`),
        ]),
      ];
    case 'everyone':
    case 'service':
    case 'provider':
    case 'nobody':
      return [];
    default:
      return unreachable(named);
  }
}

function servicesOf({ key, values }: Condition): readonly string[] {
  switch (key.toLowerCase()) {
    case 'aws:principalisawsservice':
      return [SOME_SERVICE];
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
      return [
        SOME_SERVICE,
        ...values.map(value =>
          value.replaceAll('*', 'any').replaceAll('?', 'x'),
        ),
      ];
    default:
      return [];
  }
}

/** Numbers are compared as such: on each side of one may lie others. */
function accountsOf(
  tokens: readonly PatternToken[],
  operator: string,
): readonly (readonly PatternToken[])[] {
  if (!operator.startsWith('Numeric')) {
    return [tokens];
  }
  const value = Math.round(Number(String.fromCharCode(...tokens)));
  return [value - 1, value, value + 1].map(account =>
    literalTokens(String(account).padStart(12, '0')),
  );
}

/** As written, and in the other case from the last letter on, so that another spelling is looked at as well. */
function casesOf(
  tokens: readonly PatternToken[],
): readonly (readonly PatternToken[])[] {
  const last = tokens.at(-1);
  if (last === undefined || last < 0) {
    return [tokens];
  }
  const letter = String.fromCharCode(last);
  const swapped =
    letter === letter.toLowerCase()
      ? letter.toUpperCase()
      : letter.toLowerCase();
  return [tokens, [...tokens.slice(0, -1), swapped.charCodeAt(0)]];
}

/** Where the resource of an ARN begins: behind the fifth colon. */
function endOfHead(tokens: readonly PatternToken[]): number {
  let colons = 0;
  for (const [i, token] of tokens.entries()) {
    colons += token === COLON ? 1 : 0;
    if (colons === 5) {
      return i + 1;
    }
  }
  return tokens.length;
}

/** Wildcards that do not reach beyond a part of an ARN, or a name: there stands a slash behind each of them. */
function withinPart(tokens: readonly PatternToken[]): PatternToken[] {
  return tokens.map(token => {
    switch (token) {
      case ANY_CHARACTER:
        return NAME_CHARACTER;
      case ANY_SEQUENCE:
        return NAME_SEQUENCE;
      default:
        return token;
    }
  });
}

function patternFrom(tokens: readonly PatternToken[]): Pattern {
  return { text: `principal ${tokens.join()}`, tokens };
}

function unreachable(named: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(named)}`);
}
