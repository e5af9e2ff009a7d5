import type { Evidence } from '../access';
import type { PolicyPlace, PolicyPlaceKind } from './policyPlace';

const KINDS: readonly PolicyPlaceKind[] = [
  'identity',
  'resource',
  'trust',
  'boundary',
  'session',
  'scp',
  'service-account',
  'pod-identity-association',
];

/** The statements that evidence names, each once, in their order. */
export function placesOfEvidence(evidence: readonly Evidence[]): PolicyPlace[] {
  const places = new Map<string, PolicyPlace>();
  for (const { details } of evidence) {
    const place = details && placeOf(details);
    if (place) {
      places.set(
        [place.kind, place.policy, place.statement, place.file].join(' '),
        place,
      );
    }
  }
  return [...places.values()];
}

/** What was asked for, when evidence names it: a concrete resource. */
export function witnessOfEvidence(
  evidence: readonly Evidence[],
): string | undefined {
  const witness = evidence.find(({ details }) => details?.witness !== undefined)
    ?.details?.witness;
  return typeof witness === 'string' ? witness : undefined;
}

function placeOf(
  details: NonNullable<Evidence['details']>,
): PolicyPlace | undefined {
  const { policy, statement, sid, file, line } = details;
  const kind = KINDS.find(one => one === details.kind);
  return kind !== undefined &&
    typeof policy === 'string' &&
    typeof statement === 'number'
    ? {
        policy,
        kind,
        statement,
        ...(typeof sid === 'string' ? { sid } : {}),
        ...(typeof file === 'string' ? { file } : {}),
        ...(typeof line === 'number' ? { line } : {}),
      }
    : undefined;
}
