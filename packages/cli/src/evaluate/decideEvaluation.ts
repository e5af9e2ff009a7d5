import {
  evaluate,
  InvalidRequestError,
  parseArn,
  type Decision,
  type Principal,
} from '@corridors/policy-engine';
import { LineError } from './LineError';
import type { Evaluation } from './readEvaluation';
import { withoutPath } from './withoutPath';

/** A decision that hangs on nothing. */
export interface CertainDecision extends Decision {
  readonly verdict: 'allow' | 'deny';
}

/**
 * Decides a request whose context is complete. A role's ARN stands for the role in a session that no policy names.
 *
 * @throws {@link LineError} when the request is not understood
 */
export function decideEvaluation(evaluation: Evaluation): CertainDecision {
  const decision = ask(evaluation);
  if (isCertain(decision)) {
    return decision;
  }
  const { principal } = evaluation.request;
  if (principal.kind === 'role') {
    const session = unnamedSession(principal.arn);
    const asSession = ask({
      ...evaluation,
      request: { ...evaluation.request, principal: session },
    });
    if (isCertain(asSession)) {
      return {
        ...asSession,
        explanation: asSession.explanation.replaceAll(
          session.arn,
          principal.arn,
        ),
      };
    }
  }
  throw new LineError(
    'missing-context',
    'request.context',
    `The decision hangs on ${decision.missingKeys.join(', ')}.`,
  );
}

function ask({ request, policies }: Evaluation): Decision {
  try {
    return evaluate(request, policies, { contextComplete: true });
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      throw new LineError(
        error.code,
        `request.${error.path.replace(/^principal\..*/, 'principal')}`,
        withoutPath(error),
      );
    }
    throw error;
  }
}

function isCertain(decision: Decision): decision is CertainDecision {
  return decision.verdict !== 'conditional';
}

/** No policy can name it: the name of a session in a policy holds no wildcard. */
function unnamedSession(
  roleArn: string,
): Extract<Principal, { kind: 'assumed-role' }> {
  const { partition, accountId, resource } = parseArn(roleArn);
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const arn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/*`;
  return { kind: 'assumed-role', arn, roleArn };
}
