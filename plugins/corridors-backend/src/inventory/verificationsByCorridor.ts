import { formatScope } from '@corridors/plugin-corridors-common';
import type { Fleet, Scope } from '@corridors/model';
import type { StoredRun } from '../database';
import type { CorridorVerification } from './InventoryEntry';
import { isConcernOf } from './isConcernOf';

/**
 * For each corridor the newest finished run that covers it: its own, its environment's or its account's.
 *
 * @param runs - finished ones
 */
export function verificationsByCorridor(
  fleet: Fleet,
  runs: readonly StoredRun[],
): Map<string, CorridorVerification> {
  const accounts = new Map(
    fleet.environments.map(({ metadata, spec }) => [
      metadata.name,
      spec.aws.accountId,
    ]),
  );
  const newest = new Map<string, StoredRun>();
  for (const run of runs) {
    const key = formatScope(run.scope);
    const other = newest.get(key);
    if (!other || (other.finishedAt ?? '') < (run.finishedAt ?? '')) {
      newest.set(key, run);
    }
  }
  const verifications = new Map<string, CorridorVerification>();
  for (const { metadata, spec } of fleet.corridors) {
    const scopes: Scope[] = [
      { kind: 'corridor', corridor: metadata.name },
      { kind: 'environment', environment: spec.environment },
      { kind: 'account', accountId: accounts.get(spec.environment) ?? '' },
    ];
    const [run] = scopes
      .flatMap(scope => newest.get(formatScope(scope)) ?? [])
      .filter(candidate => coversCorridor(candidate, metadata.name))
      .sort((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? 1 : -1));
    if (run?.finishedAt !== undefined) {
      const resources = new Map(
        run.plan?.resources.map(resource => [resource.id, resource]),
      );
      const findings = (run.outcome?.findings ?? []).filter(({ corridors }) =>
        corridors.includes(metadata.name),
      );
      verifications.set(metadata.name, {
        runId: run.id,
        state: run.state,
        at: run.finishedAt,
        findings,
        concerns: findings.filter(finding =>
          isConcernOf(finding, metadata.name, resources),
        ),
      });
    }
  }
  return verifications;
}

/** Whether the corridor existed when the run was planned. */
function coversCorridor({ plan }: StoredRun, corridor: string): boolean {
  return (
    plan?.identities.some(
      identity =>
        identity.kind === 'corridor' && identity.corridor === corridor,
    ) ?? false
  );
}
