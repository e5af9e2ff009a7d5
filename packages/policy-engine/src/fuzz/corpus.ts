import { DocumentKind } from '..';
import { Case, randomCase } from '../naive/differential';
import { RawPolicy } from '../naive/RawPolicy';

/** A valid document, what it is attached to, and the request that it bears on. */
export interface Specimen extends Case {
  readonly kind: DocumentKind;
  readonly document: RawPolicy;
}

/** Documents of all kinds, with elements of all kinds. */
export function specimens(count: number): Specimen[] {
  const found: Specimen[] = [];
  for (let seed = 0; found.length < count; seed++) {
    const one = randomCase(seed);
    const {
      identity = [],
      boundary = [],
      session = [],
      scp = [],
    } = one.policies;
    const add = (kind: DocumentKind, documents: readonly RawPolicy[]) =>
      found.push(...documents.map(document => ({ ...one, kind, document })));
    add('identity', identity);
    add('boundary', boundary);
    add('session', session);
    add('scp', scp.flat());
    add(
      one.request.action.toLowerCase().startsWith('sts:')
        ? 'trust'
        : 'resource',
      one.policies.resource ? [one.policies.resource] : [],
    );
  }
  return found;
}
