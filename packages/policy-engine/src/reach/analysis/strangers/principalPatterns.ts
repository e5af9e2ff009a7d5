import type { Condition } from '../../../conditions/Condition';
import type { CompiledStatement } from '../../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../../documents/parsePrincipals';
import type { Pattern } from '../../patterns/Pattern';
import { ANY_SEQUENCE, literalTokens } from '../../../wildcard';
import { accountPattern, patternFrom, patternsOfKey } from './patternsOfKey';

/** What statements tell principals apart by. */
export interface PrincipalPatterns {
  /** Of ARNs of roles, users, federated users and root users. */
  readonly arns: readonly Pattern[];
  /** AWS services that conditions ask for. */
  readonly services: readonly string[];
  /** Whether a comparison hangs on a principal in more than one place, so that patterns do not tell all. */
  readonly isIntricate: boolean;
}

/** (AWS: "IAM policy elements: Variables and tags", principal key values.) */
const TYPES = new Set([
  'Account',
  'User',
  'FederatedUser',
  'AssumedRole',
  'Anonymous',
]);

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
  const arns: Pattern[] = [accountPattern(prefix, literalTokens(accountId))];
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
      const read = patternsOfKey(condition, prefix, accountId);
      arns.push(...read.patterns);
      isIntricate ||= read.isIntricate;
    }
  }
  return { arns, services, isIntricate };
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
      return [accountPattern(prefix, literalTokens(named.accountId))];
    case 'session':
      return [
        patternFrom([ANY_SEQUENCE, ...literalTokens(`/${named.roleName}`)]),
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
    case 'aws:principaltype':
      return values.every(value => TYPES.has(value)) ? [] : [SOME_SERVICE];
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

function unreachable(named: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(named)}`);
}
