import type { Trespass } from '@corridors/policy-engine';
import type { Transport } from './transports';

/** What was found over each transport, each once: what is open to all of them is told of the first. */
export function foundByTransport(
  found: readonly (readonly [Transport, readonly Trespass[]])[],
): Trespass[] {
  const once = new Map<string, Trespass>();
  for (const [{ note }, trespasses] of found) {
    const seen = new Set(once.keys());
    for (const [index, trespass] of trespasses.entries()) {
      const key = keyOf(trespass);
      if (!seen.has(key)) {
        once.set(
          once.has(key) ? `${key} ${index}` : key,
          noted(trespass, note),
        );
      }
    }
  }
  return [...once.values()];
}

function keyOf({ kind, region }: Trespass): string {
  const { principal, action, resources, resourceAccounts, verdict } = region;
  return JSON.stringify([
    kind,
    principal,
    region.audience,
    action,
    resources,
    resourceAccounts,
    verdict,
    region.witnessContext,
  ]);
}

function noted(trespass: Trespass, note: string | undefined): Trespass {
  return note === undefined
    ? trespass
    : {
        ...trespass,
        region: {
          ...trespass.region,
          explanation: `${trespass.region.explanation} ${note}`,
        },
        explanation: `${trespass.explanation} ${note}`,
      };
}
