import type { ActionTarget } from './actionTargets';

/** Actions of a service by what they are asked for. */
export type ActionTable = readonly (readonly [
  ActionTarget,
  readonly string[],
])[];

/**
 * The actions of a table, in its order.
 *
 * @param targets - asked for on one of these; absent: all of them
 */
export function actionsOf(
  table: ActionTable,
  targets?: readonly ActionTarget[],
): readonly string[] {
  return table
    .filter(([target]) => targets?.includes(target) ?? true)
    .flatMap(([, actions]) => actions);
}
