/**
 * Where a verification run stands. `interrupted`: its process died and it could not be resumed; its cells are kept.
 *
 * @public
 */
export type RunState =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

/**
 * How far a run has come.
 *
 * @public
 */
export interface RunProgress {
  readonly phase:
    | 'planning'
    | 'evaluating'
    | 'controls'
    | 'probing'
    | 'retrying'
    | 'done';
  readonly cells: number;
  readonly answered: number;
}
