import type { ActionMatcher } from '../../documents/ActionMatcher';
import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { StatementReference } from '../../documents/documentKinds';
import { WATCHED_SERVICES } from './documentedActions';
import { namesOf } from './namesOf';
import { serviceOf } from './serviceOf';

/**
 * What a policy allows in services that are not evaluated.
 *
 * @public
 */
export interface OtherServicesGrant {
  /** The first statement that does. */
  readonly statement: StatementReference;
  /** Patterns as written; for `NotAction`, in words. */
  readonly actions: readonly string[];
  /** Actions among them that are known to let the caller act as another role or pod. */
  readonly waysToOthers: readonly string[];
}

/**
 * (AWS: "EKS Pod Identities", "Grant IAM users access to Kubernetes with EKS access entries", "IAM roles for Amazon EC2",
 * "AWS Systems Manager Run Command", "Defining Lambda function permissions with an execution role", "AWS CloudFormation
 * service role", "Trust anchors and profiles of IAM Roles Anywhere".)
 */
const WAYS_TO_OTHERS: readonly string[] = [
  ...namesOf('eks-auth', 'AssumeRoleForPodIdentity'),
  ...namesOf(
    'eks',
    `CreatePodIdentityAssociation UpdatePodIdentityAssociation CreateAccessEntry UpdateAccessEntry
    AssociateAccessPolicy UpdateClusterConfig AssociateIdentityProviderConfig`,
  ),
  ...namesOf('ssm', 'SendCommand StartSession StartAutomationExecution'),
  ...namesOf(
    'ec2',
    `RunInstances AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation ModifyInstanceAttribute
    ModifyInstanceMetadataOptions`,
  ),
  ...namesOf(
    'lambda',
    'CreateFunction UpdateFunctionCode UpdateFunctionConfiguration InvokeFunction',
  ),
  ...namesOf(
    'cloudformation',
    'CreateStack UpdateStack CreateChangeSet ExecuteChangeSet',
  ),
  ...namesOf('glue', 'CreateJob UpdateJob CreateDevEndpoint'),
  ...namesOf('ecs', 'RunTask RegisterTaskDefinition ExecuteCommand'),
  ...namesOf('codebuild', 'CreateProject UpdateProject StartBuild'),
  ...namesOf(
    'rolesanywhere',
    'CreateTrustAnchor UpdateTrustAnchor CreateProfile UpdateProfile',
  ),
  ...namesOf('lakeformation', 'GetDataAccess'),
  ...namesOf('sso', 'CreateAccountAssignment ProvisionPermissionSet'),
];

/**
 * What a policy allows in other services than S3, IAM and STS; undefined when it allows nothing there.
 *
 * @public
 */
export function grantsInOtherServices(
  policy: CompiledPolicy,
): OtherServicesGrant | undefined {
  const granting = statementsOf(policy).filter(
    ({ effect, actions }) =>
      effect === 'Allow' && actionsElsewhere(actions).length > 0,
  );
  const [first] = granting;
  return (
    first && {
      statement: first.reference,
      actions: [
        ...new Set(
          granting.flatMap(({ actions }) => actionsElsewhere(actions)),
        ),
      ],
      waysToOthers: WAYS_TO_OTHERS.filter(action =>
        granting.some(({ actions }) => actions.matches(action.toLowerCase())),
      ),
    }
  );
}

function actionsElsewhere({
  patterns,
  isNegated,
}: ActionMatcher): readonly string[] {
  if (isNegated) {
    return [`everything but ${patterns.join(', ')}`];
  }
  return patterns.filter(
    pattern => !WATCHED_SERVICES.includes(serviceOf(pattern)),
  );
}
