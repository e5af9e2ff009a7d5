import type { AccessModel, Trespass } from '@corridors/policy-engine';
import type { AccountLines } from './AccountLines';

/**
 * Whether a trespass is one of the corridors' isolation: of a row of the matrix, of a role that a corridor's folder declares, or of
 * anybody whom the policy of a bucket or role lets in by itself. What administrators and provisioners may do by their own policies
 * is theirs. A bucket of nobody is nobody's secret, but a corridor has no business with it.
 */
export function relevantTrespasses(
  trespasses: readonly Trespass[],
  lines: AccountLines,
  model: AccessModel,
): Trespass[] {
  const folders = new Set(
    model.roles
      .filter(({ trust }) => trust.origin?.file?.startsWith('corridors/'))
      .map(({ arn }) => arn),
  );
  return trespasses.filter(({ kind, region, territory }) => {
    const identity = lines.identityOf(region);
    const isOwn =
      identity !== undefined ||
      (region.principal.kind === 'role' && folders.has(region.principal.arn));
    const isLetIn = region.decidedBy.some(
      reference => reference.kind === 'resource' || reference.kind === 'trust',
    );
    const isNobodys =
      kind === 'bucket' &&
      territory === undefined &&
      identity?.kind === 'node-role';
    return (isOwn || (isLetIn && territory !== undefined)) && !isNobodys;
  });
}
