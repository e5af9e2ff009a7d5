import type { Question } from '../cells/Question';
import { conditions } from './conditions';
import { contextKeys } from './contextKeys';
import type { Divergence } from './Divergence';
import { documents } from './documents';
import { principals } from './principals';

/**
 * Everything that Ceph's gateway, version 16.2, does in another way than AWS documents, as far as the cells go. The order
 * matters: what is in the context is settled before the conditions are rewritten that ask for it.
 */
export const DIVERGENCES: readonly Divergence[] = [
  ...contextKeys,
  ...documents,
  ...conditions,
  ...principals,
];

/** The question as the gateway understands it, but for the divergences left out. */
export function asUnderstoodByGateway(
  question: Question,
  leftOut: readonly Divergence[] = [],
): Question {
  return DIVERGENCES.filter(divergence => !leftOut.includes(divergence)).reduce(
    (asked, divergence) => divergence.rewrite(asked),
    question,
  );
}
