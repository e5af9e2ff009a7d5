import { CredentialCheck } from '@corridors/model';
import { objectKey, ObservedServiceAccount } from '../../kubernetes';
import { CheckFinding, checkCluster } from '../checkOutcome';
import { CredentialContext } from '../credentialContext';

const ROLE_ARN = /^arn:aws[\w-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const REPAIR =
  'Restore the ServiceAccount from the GitOps repository, then restart running drivers';

/**
 * Whether the ServiceAccount is annotated with the corridor's role
 * (source: Amazon EKS user guide, "Assign IAM roles to Kubernetes service accounts").
 */
export function checkServiceAccountRole(
  context: CredentialContext,
): CredentialCheck {
  const { namespace, serviceAccount } = context.names;
  return checkCluster(
    { id: 'sa-role', required: true },
    context,
    ['serviceAccounts'],
    cluster => {
      const account = cluster.serviceAccounts.get(
        objectKey(namespace, serviceAccount),
      );
      return account
        ? judgeAnnotation(account, context)
        : {
            status: 'fail',
            detail: 'There is no ServiceAccount to annotate',
            nextAction: 'Create the ServiceAccount first',
          };
    },
  );
}

function judgeAnnotation(
  account: ObservedServiceAccount,
  { names, environment }: CredentialContext,
): CheckFinding {
  const { roleArn } = account;
  const since = account.roleAnnotationSince;
  if (roleArn === undefined) {
    return {
      status: 'fail',
      detail:
        'The annotation eks.amazonaws.com/role-arn is missing: pods get no role',
      nextAction: REPAIR,
    };
  }
  const evidence = `eks.amazonaws.com/role-arn: ${roleArn}`;
  const accountId = ROLE_ARN.exec(roleArn)?.[1];
  if (accountId === undefined) {
    return {
      status: 'fail',
      detail: 'The annotation is not the ARN of a role',
      evidence,
      since,
      nextAction: REPAIR,
    };
  }
  if (roleArn !== names.roleArn) {
    const where =
      accountId === environment.spec.aws.accountId
        ? ''
        : ` of another account (${accountId})`;
    return {
      status: 'fail',
      detail: `The annotation names another role${where}, expected ${names.roleArn}`,
      evidence,
      since,
      nextAction: REPAIR,
    };
  }
  const { identity } = environment.spec;
  const expected =
    identity.mechanism === 'irsa' ? identity.audience : undefined;
  if (
    account.audience !== undefined &&
    expected !== undefined &&
    account.audience !== expected
  ) {
    return {
      status: 'warn',
      detail: `The annotation asks for tokens with audience ${account.audience}, the environment expects ${expected}`,
      evidence: `eks.amazonaws.com/audience: ${account.audience}`,
      nextAction: REPAIR,
    };
  }
  return {
    status: 'pass',
    detail: `The ServiceAccount is annotated with ${roleArn}`,
    evidence,
    since,
  };
}
