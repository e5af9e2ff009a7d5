import { namePolicyPlace, type PolicyPlace } from '@corridors/model';

/** Statements in words that stay the same when lines move, or statements are written above. */
export function nameStatements(places: readonly PolicyPlace[]): string {
  return places.map(namePolicyPlace).join(' and ');
}

/** Whether what decided is the resource's: a statement of its bucket or trust policy. */
export function isOfResource(place: PolicyPlace): boolean {
  return place.kind === 'resource' || place.kind === 'trust';
}
