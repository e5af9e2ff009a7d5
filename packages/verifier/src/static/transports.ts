import type { AccessModel, PolicySource } from '@corridors/policy-engine';

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
  const policies: (PolicySource | undefined)[] = [
    ...model.roles.flatMap(({ trust, identity, boundary }) => [
      trust,
      ...identity,
      boundary,
    ]),
    ...model.buckets.map(({ policy }) => policy),
    ...(model.users ?? []).flatMap(({ identity, boundary }) => [
      ...identity,
      boundary,
    ]),
    ...(model.accounts ?? []).flatMap(({ serviceControlPolicies = [] }) =>
      serviceControlPolicies.flat(),
    ),
  ];
  return policies.some(policy => policy !== undefined && mayOpenHttp(policy))
    ? [OVER_TLS, OVER_HTTP]
    : [OVER_TLS];
}

function mayOpenHttp({ document }: PolicySource): boolean {
  return itemsOf(membersOf(parsed(document)).get('Statement')).some(
    statement => {
      const members = membersOf(statement);
      return MENTION.test(
        JSON.stringify(
          members.get('Effect') === 'Deny'
            ? [...members].map(([name, value]) =>
                name === 'Condition' ? withoutDenialOfHttp(value) : value,
              )
            : [...members],
        ),
      );
    },
  );
}

/** What remains of the conditions of a denial when those are left out that hold for plain HTTP alone. */
function withoutDenialOfHttp(conditions: unknown): unknown[] {
  return [...membersOf(conditions)].map(([operator, keys]) =>
    /^Bool(IfExists)?$/.test(operator)
      ? [...membersOf(keys)].filter(
          ([key, values]) =>
            !KEY.test(key) ||
            itemsOf(values).some(
              value => String(value).toLowerCase() !== 'false',
            ),
        )
      : [operator, keys],
  );
}

function parsed(document: unknown): unknown {
  if (typeof document !== 'string') {
    return document;
  }
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [],
  );
}

function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
