import { aRole, OBJECT, OWN, policy, statement } from './documents';
import { evaluate } from '..';

type Context = Readonly<Record<string, string | readonly string[]>>;
/** A condition, the context of the request, and whether the condition holds in it. */
export type ConditionRow = [
  condition: Record<string, Record<string, unknown>>,
  context: Context,
  holds: boolean,
];

/** Decides a request of a role under one statement that allows everything on the condition. */
export function decideUnder(
  condition: unknown,
  context: Context,
  contextComplete = true,
) {
  return evaluate(
    {
      principal: aRole(),
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount: OWN,
      context,
    },
    { identity: [policy('identity', statement({ Condition: condition }))] },
    { contextComplete },
  );
}

/** Whether the condition holds, in a complete context. */
export function holdsUnder(condition: unknown, context: Context): boolean {
  return decideUnder(condition, context).verdict === 'allow';
}
