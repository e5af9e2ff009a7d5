import type {
  AccessAnswer,
  AccessModelRole,
  Principal,
} from '@corridors/policy-engine';
import type { Entry } from './Entry';

/** Who asks for a role, and how. */
export interface EntryRequest {
  readonly principal: Principal;
  readonly action: string;
  readonly context: Readonly<Record<string, string>>;
}

/** The way into a role that an answer opens; undefined when it denies. */
export function entryByAnswer(
  { principal, action, context }: EntryRequest,
  { arn, accountId }: Pick<AccessModelRole, 'arn' | 'accountId'>,
  { verdict, decision, explanation }: AccessAnswer,
): Entry | undefined {
  return verdict === 'deny'
    ? undefined
    : {
        principal,
        audience: 'this-principal',
        action,
        resources: arn,
        resourceAccounts: [accountId],
        verdict,
        witness: arn,
        witnessAccount: accountId,
        witnessContext: context,
        missingKeys: decision.missingKeys,
        decidedBy: decision.decidedBy,
        explanation,
      };
}
