import { describePolicyPlace, type PolicyPlace } from '@corridors/model';

/** Statements in words that stay the same when lines move. */
export function nameStatements(places: readonly PolicyPlace[]): string {
  return places
    .map(({ policy, kind, statement, sid }) =>
      describePolicyPlace({
        policy,
        kind,
        statement,
        ...(sid === undefined ? {} : { sid }),
      }),
    )
    .join(' and ');
}

/** Whether what decided is the resource's: a statement of its bucket or trust policy. */
export function isOfResource(place: PolicyPlace): boolean {
  return place.kind === 'resource' || place.kind === 'trust';
}
