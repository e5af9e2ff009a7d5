import type { AccessModel, PolicySource } from '@corridors/policy-engine';
import { policiesOf } from './policiesOf';
import { isFields, itemsOf, rawStatementsOf } from './policyDocument';

/** How requests come, and what the key `aws:SecureTransport` is then. (AWS: "AWS global condition context keys".) */
export interface Transport {
  readonly context: Readonly<Record<string, string>>;
  /** Said of what is found; absent where it need not be said. */
  readonly note?: string;
}

/** Over TLS, as everybody asks who is not told otherwise. */
export const OVER_TLS: Transport = {
  context: { 'aws:SecureTransport': 'true' },
};

const OVER_HTTP: Transport = {
  context: { 'aws:SecureTransport': 'false' },
  note: 'The request comes over plain HTTP.',
};

const KEY = /^aws:securetransport$/i;
const MENTION = /aws:securetransport/i;

/**
 * The transports by which something may be reached: plain HTTP only where a policy may open more to it. Statements that deny it,
 * as those of every rendered bucket, only take away, so that it then reaches nothing that TLS does not.
 */
export function transportsOf(
  model: AccessModel,
): readonly [Transport, ...Transport[]] {
  return policiesOf(model).some(({ source }) => mayOpenHttp(source))
    ? [OVER_TLS, OVER_HTTP]
    : [OVER_TLS];
}

function mayOpenHttp(policy: PolicySource): boolean {
  return rawStatementsOf(policy).some(
    ({ Effect: effect, Condition: condition, ...others }) =>
      MENTION.test(
        JSON.stringify([
          others,
          effect === 'Deny' ? withoutDenialOfHttp(condition) : condition,
        ]),
      ),
  );
}

/** What remains of the conditions of a denial when those are left out that hold for plain HTTP alone. */
function withoutDenialOfHttp(conditions: unknown): unknown[] {
  return membersOf(conditions).map(([operator, keys]) =>
    /^Bool(IfExists)?$/.test(operator)
      ? membersOf(keys).filter(
          ([key, values]) =>
            !KEY.test(key) ||
            itemsOf(values).some(
              value => String(value).toLowerCase() !== 'false',
            ),
        )
      : [operator, keys],
  );
}

function membersOf(value: unknown): [string, unknown][] {
  return isFields(value) ? Object.entries(value) : [];
}
