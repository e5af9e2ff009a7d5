import type { Evidence } from '@corridors/model';

/** Whether something that a deny rests on was seen. */
export type Proof =
  | { readonly isProven: true; readonly evidence: Evidence }
  | { readonly isProven: false; readonly cause: string };
