import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Statement } from '../cells/PolicyDocument';

/** What the generator does not draw, because the gateway cannot do it. */
export interface Avoidance {
  readonly id: string;
  readonly description: string;
  /** What of it the gateway is asked, for a role that exists. */
  ask(iam: IAMClient, role: string): Promise<unknown>;
  /** HTTP status of the refusal. */
  readonly status: number;
}

const MALFORMED = 400;
const UNKNOWN_OPERATION = 405;

/** Such a policy is refused. */
const refuses =
  (statement: object): Avoidance['ask'] =>
  (iam, role) => {
    const allow: Statement = {
      Effect: 'Allow',
      Action: ['s3:*'],
      Resource: ['*'],
    };
    return iam.send(
      new PutRolePolicyCommand({
        RoleName: role,
        PolicyName: 'refused',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ ...allow, ...statement }],
        }),
      }),
    );
  };

/**
 * Constructs of AWS that Ceph's gateway, version 16.2, refuses or knows nothing of.
 *
 * It also lets no session of a role reach a bucket of another account, so that only users cross accounts here; and since
 * it has no organisations, service control policies do not occur.
 */
export const AVOIDED: readonly Avoidance[] = [
  {
    id: 'variable-in-resource',
    description: 'A policy variable in a resource',
    ask: refuses({ Resource: ['arn:aws:s3:::home/${aws:username}/*'] }),
    status: MALFORMED,
  },
  {
    id: 'colon-in-resource',
    description: 'An object key with a colon, written out in a resource',
    ask: refuses({ Resource: ['arn:aws:s3:::gha1-raw/out/x:y'] }),
    status: MALFORMED,
  },
  {
    id: 'text-after-variable',
    description: 'A condition value that begins with a variable and goes on',
    ask: refuses({
      Condition: { StringLike: { 's3:prefix': ['${aws:username}/*'] } },
    }),
    status: MALFORMED,
  },
  {
    id: 'negated-set-operator',
    description: 'ForAnyValue and ForAllValues before a negated operator',
    ask: refuses({
      Condition: { 'ForAllValues:StringNotEquals': { 's3:prefix': ['raw/'] } },
    }),
    status: MALFORMED,
  },
  {
    id: 'set-operator-not-on-text',
    description:
      'ForAnyValue and ForAllValues before operators on numbers, dates, addresses and ARNs',
    ask: refuses({
      Condition: { 'ForAnyValue:NumericEquals': { 's3:max-keys': ['1'] } },
    }),
    status: MALFORMED,
  },
  {
    id: 'boolean-in-condition',
    description: 'A condition value that is true or false in JSON, not text',
    ask: refuses({ Condition: { Bool: { 'aws:SecureTransport': true } } }),
    status: MALFORMED,
  },
  {
    id: 'action-of-other-service',
    description:
      'An action that the gateway does not implement, such as those of KMS',
    ask: refuses({ Action: ['kms:Decrypt'] }),
    status: MALFORMED,
  },
  {
    id: 'underscore-in-role-name',
    description: 'A role name with an underscore',
    ask: iam =>
      iam.send(
        new CreateRoleCommand({
          RoleName: 'single1_gha1',
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: ['sts:AssumeRole'],
              },
            ],
          }),
        }),
      ),
    status: MALFORMED,
  },
  {
    id: 'permissions-boundary',
    description: 'Permissions boundaries',
    ask: (iam, role) =>
      iam.send(
        new PutRolePermissionsBoundaryCommand({
          RoleName: role,
          PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
    status: UNKNOWN_OPERATION,
  },
  {
    id: 'managed-policy',
    description: 'Managed policies',
    ask: (iam, role) =>
      iam.send(
        new AttachRolePolicyCommand({
          RoleName: role,
          PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
    status: UNKNOWN_OPERATION,
  },
];
