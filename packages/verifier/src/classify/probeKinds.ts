import type { Operation } from '@corridors/model';

/** The operations for which there is a harmless probe. */
export type ProbedOperation = Exclude<Operation, 'administer'>;
