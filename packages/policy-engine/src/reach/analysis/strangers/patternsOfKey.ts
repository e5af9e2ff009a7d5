import type { Condition } from '../../../conditions/Condition';
import { ANY_CHARACTER, ANY_SEQUENCE, literalTokens } from '../../../wildcard';
import {
  isSequence,
  NAME_CHARACTER,
  NAME_SEQUENCE,
  Pattern,
  PatternToken,
} from '../../patterns/Pattern';
import { readConditionText } from './readConditionText';

/** What of an operator says how its values are compared. */
const DECORATION = /^(?:ForAllValues:|ForAnyValue:)|IfExists$/g;

/** Operators whose values are patterns of names. */
const READ = /^(?:String|Arn|Numeric)/;

const COLON = ':'.charCodeAt(0);

type Tokens = readonly PatternToken[];

/**
 * The patterns of ARNs by which a condition tells principals apart; none for a condition on anything else.
 *
 * @param prefix - `arn:<partition>:`
 * @param accountId - account that owns the resource
 */
export function patternsOfKey(
  { key, operator, values }: Condition,
  prefix: string,
  accountId: string,
): { readonly patterns: readonly Pattern[]; readonly isIntricate: boolean } {
  const base = operator.replace(DECORATION, '');
  const folded = key.toLowerCase();
  if (!isPatternKey(folded) || base === 'Null') {
    return { patterns: [], isIntricate: false };
  }
  const isLike = base.endsWith('Like') || base.startsWith('Arn');
  const texts = values.flatMap(value =>
    readConditionText(value, isLike, accountId),
  );
  return {
    patterns: texts
      .flatMap(({ tokens }) =>
        base.endsWith('IgnoreCase') ? casesOf(tokens) : [tokens],
      )
      .flatMap(tokens => patternsOfValue(folded, tokens, prefix, base)),
    isIntricate:
      !READ.test(base) ||
      texts.some(({ hangsOnPrincipal }) => hangsOnPrincipal),
  };
}

type PatternKey =
  | 'aws:principalarn'
  | 'aws:principalaccount'
  | 'aws:username'
  | 'aws:userid';

const PATTERN_KEYS: ReadonlySet<string> = new Set<PatternKey>([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:username',
  'aws:userid',
]);

function isPatternKey(key: string): key is PatternKey {
  return PATTERN_KEYS.has(key);
}

function patternsOfValue(
  key: PatternKey,
  tokens: Tokens,
  prefix: string,
  operator: string,
): readonly Pattern[] {
  switch (key) {
    case 'aws:principalarn':
      return [arnPattern(tokens, operator)];
    case 'aws:principalaccount':
      return accountsOf(tokens, operator).map(one =>
        accountPattern(prefix, one),
      );
    case 'aws:username':
      return [
        patternFrom([
          ANY_SEQUENCE,
          ...literalTokens('/'),
          ...withinPart(tokens),
        ]),
      ];
    case 'aws:userid':
      return userIdPatterns(tokens, prefix);
    default:
      return unreachable(key);
  }
}

/** Operators of ARNs compare part by part. */
function arnPattern(tokens: Tokens, operator: string): Pattern {
  if (!operator.startsWith('Arn')) {
    return patternFrom(tokens);
  }
  const head = endOfHead(tokens);
  return patternFrom([
    ...withinPart(tokens.slice(0, head)),
    ...tokens.slice(head),
  ]);
}

/** Principals of an account. */
export function accountPattern(prefix: string, account: Tokens): Pattern {
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
function userIdPatterns(tokens: Tokens, prefix: string): readonly Pattern[] {
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

/** Numbers are compared as such: on each side of one may lie others. */
function accountsOf(tokens: Tokens, operator: string): readonly Tokens[] {
  if (!operator.startsWith('Numeric')) {
    return [tokens];
  }
  const value = Math.round(Number(String.fromCharCode(...tokens)));
  return [value - 1, value, value + 1].map(account =>
    literalTokens(String(account).padStart(12, '0')),
  );
}

/** As written, and with the last letter in the other case, so that another spelling is looked at as well. */
function casesOf(tokens: Tokens): readonly Tokens[] {
  const last = tokens.findLastIndex(token => inOtherCase(token) !== token);
  return [
    tokens,
    tokens.map((token, i) => (i === last ? inOtherCase(token) : token)),
  ];
}

/** A letter in its other case; what has no case as it is, which a wildcard has not. */
function inOtherCase(token: PatternToken): PatternToken {
  const letter = String.fromCharCode(token);
  const lower = letter.toLowerCase();
  const other = letter === lower ? letter.toUpperCase() : lower;
  return other === letter ? token : other.charCodeAt(0);
}

/** Where the resource of an ARN begins: behind the fifth colon. */
function endOfHead(tokens: Tokens): number {
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
function withinPart(tokens: Tokens): PatternToken[] {
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

export function patternFrom(tokens: Tokens): Pattern {
  return { tokens };
}

function unreachable(key: never): never {
  throw new Error(`Unexpected condition key ${String(key)}`);
}
