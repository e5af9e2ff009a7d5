import type { BenchNames } from '../cells/BenchNames';
import type { Cell } from '../cells/Cell';
import type { Question } from '../cells/Question';

/**
 * One thing that Ceph's gateway does in another way than AWS documents.
 *
 * It is stated as the question that AWS would have to be asked to answer as the gateway does. So it says exactly when it
 * applies, and every cell, whether touched or not, is compared with what it foretells.
 */
export interface Divergence {
  readonly id: string;
  /** What the gateway does. */
  readonly description: string;
  /** Title of the AWS documentation page that says otherwise. */
  readonly awsPage: string;
  /** The question as the gateway understands it; the same object when the divergence does not apply. */
  rewrite(question: Question): Question;
  /** A cell in which it shows. */
  example(names: BenchNames): Cell;
}
