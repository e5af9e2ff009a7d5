import type { AccessDecider, AccessModelRole } from '@corridors/policy-engine';
import { entryByAnswer } from './entryByAnswer';
import type { Entry } from './Entry';
import { textsOf } from '../policyDocument';
import { POD_IDENTITY, podTags } from '../workloadTokens';

/**
 * The way of pods into a role that EKS Pod Identity may take for them. Associations, which say for whom, are not in the
 * repository, so that it hangs on them unless the trust policy keeps corridors' namespaces out.
 *
 * @param namespaces - of all corridors
 */
export function podEntries(
  role: AccessModelRole,
  namespaces: readonly string[],
  decider: AccessDecider,
): Entry[] {
  if (!textsOf(role.trust).some(text => /\beks\b|\*/.test(text))) {
    return [];
  }
  const asked = decider.find(role.arn, role.accountId);
  for (const namespace of ['other', ...namespaces]) {
    const request = {
      principal: POD_IDENTITY,
      action: 'sts:AssumeRole',
      context: podTags({ namespace, serviceAccount: namespace }),
    };
    const { principal, action, context } = request;
    const answer = decider.answer(principal, action, asked, context);
    const entry = entryByAnswer(request, role, answer);
    if (entry) {
      return [
        {
          ...entry,
          verdict: entry.verdict === 'allow' ? 'conditional' : entry.verdict,
          missingKeys:
            entry.missingKeys.length > 0
              ? entry.missingKeys
              : Object.keys(context),
          explanation: `${entry.explanation} EKS takes the role for the pods that an association names, and associations are not in the repository.`,
        },
      ];
    }
  }
  return [];
}
