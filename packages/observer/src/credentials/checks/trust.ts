import { CredentialCheck } from '@corridors/model';
import {
  AccessRequest,
  CompiledPolicy,
  compilePolicy,
  Decision,
  evaluate,
  PolicyParseError,
} from '@corridors/policy-engine';
import { ObservedRole } from '../../aws';
import { issuerPath, oidcProviderArn } from '../../aws/readOidcProvider';
import { CheckFinding, checkAws } from '../checkOutcome';
import { CredentialContext } from '../credentialContext';

const TTL_SECONDS = 900;
const REPAIR =
  'Restore the trust policy of the role from the GitOps repository';

/** Whether the role's trust policy lets the corridor take the role, and nobody like it. */
export function checkTrust(context: CredentialContext): CredentialCheck {
  const { roleName } = context.names;
  return checkAws(
    { id: 'trust', required: true, ttlSeconds: TTL_SECONDS },
    context,
    aws => aws.roles.get(roleName)?.role,
    fact =>
      fact.state === 'absent'
        ? {
            status: 'fail',
            detail: 'There is no role whose trust could be looked at',
            nextAction: 'Recreate the role',
          }
        : judgeTrust(fact.value, context),
  );
}

function judgeTrust(
  role: ObservedRole,
  context: CredentialContext,
): CheckFinding {
  let policy: CompiledPolicy;
  try {
    policy = compilePolicy(role.trustPolicy, {
      kind: 'trust',
      name: role.name,
    });
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return {
        status: 'warn',
        detail: `The trust policy was not evaluated: ${error.message}`,
        evidence: error.path,
        nextAction: REPAIR,
      };
    }
    throw error;
  }
  const questions = trustQuestions(context);
  if (!questions) {
    return {
      status: 'unknown',
      detail:
        'The environment names no node role, so it is not known who should take this role',
      nextAction: 'Ask the platform team to state nodeRole in the environment',
    };
  }
  const decide = (request: AccessRequest) =>
    evaluate(request, { resource: policy }, { contextComplete: false });
  const own = decide(questions.own);
  switch (own.verdict) {
    case 'deny':
      return {
        status: 'fail',
        detail: `The trust policy refuses ${questions.who}`,
        evidence: own.explanation,
        nextAction: REPAIR,
      };
    case 'conditional':
      return {
        status: 'warn',
        detail: `Whether ${
          questions.who
        } may take the role hangs on ${own.missingKeys.join(', ')}`,
        evidence: own.explanation,
        nextAction: REPAIR,
      };
    case 'allow':
      return judgeWidth(questions, decide);
    default:
      return own.verdict satisfies never;
  }
}

function judgeWidth(
  questions: TrustQuestions,
  decide: (request: AccessRequest) => Decision,
): CheckFinding {
  for (const { request, finding } of questions.strangers) {
    const decision = decide(request);
    if (decision.verdict === 'allow') {
      return {
        status: 'warn',
        detail: finding,
        evidence: decision.explanation,
        nextAction: REPAIR,
      };
    }
  }
  return {
    status: 'pass',
    detail: `The trust policy admits ${questions.who}`,
    evidence: decide(questions.own).explanation,
  };
}

interface TrustQuestions {
  /** Who should be let in. */
  readonly who: string;
  readonly own: AccessRequest;
  /** Who should not, the widest first; what to say when they are. */
  readonly strangers: readonly {
    readonly request: AccessRequest;
    readonly finding: string;
  }[];
}

function trustQuestions({
  names,
  environment,
}: CredentialContext): TrustQuestions | undefined {
  const { aws, identity, nodeRole } = environment.spec;
  switch (identity.mechanism) {
    case 'irsa': {
      const ask = (
        namespace: string,
        serviceAccount: string,
        audience: string,
      ): AccessRequest => ({
        principal: {
          kind: 'web-identity',
          providerArn: oidcProviderArn(
            aws.partition,
            aws.accountId,
            identity.oidcIssuer,
          ),
        },
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: names.roleArn,
        context: {
          [`${issuerPath(
            identity.oidcIssuer,
          )}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
          [`${issuerPath(identity.oidcIssuer)}:aud`]: audience,
        },
      });
      return {
        who: `ServiceAccount ${names.serviceAccount} of namespace ${names.namespace}`,
        own: ask(names.namespace, names.serviceAccount, identity.audience),
        strangers: [
          {
            request: ask(
              'a-namespace-of-no-corridor',
              'an-account-of-no-corridor',
              identity.audience,
            ),
            finding:
              'The trust policy admits ServiceAccounts of every namespace',
          },
          {
            request: ask(
              `${names.namespace}0`,
              names.serviceAccount,
              identity.audience,
            ),
            finding: `The trust policy admits every namespace whose name begins with ${names.namespace}`,
          },
          {
            request: ask(
              names.namespace,
              'an-account-of-no-corridor',
              identity.audience,
            ),
            finding: `The trust policy admits every ServiceAccount of namespace ${names.namespace}`,
          },
          {
            request: ask(
              names.namespace,
              names.serviceAccount,
              'an-audience-of-nobody',
            ),
            finding:
              'The trust policy does not look at the audience of the token',
          },
        ],
      };
    }
    case 'assume-role': {
      const ask = (arn: string): AccessRequest => ({
        principal: { kind: 'role', arn },
        action: 'sts:AssumeRole',
        resource: names.roleArn,
      });
      return (
        nodeRole && {
          who: `the node role ${nodeRole.arn}`,
          own: ask(nodeRole.arn),
          strangers: [
            {
              request: ask(
                `arn:${aws.partition}:iam::${aws.accountId}:role/a-role-of-no-corridor`,
              ),
              finding: 'The trust policy admits every role of the account',
            },
          ],
        }
      );
    }
    default:
      return identity satisfies never;
  }
}
