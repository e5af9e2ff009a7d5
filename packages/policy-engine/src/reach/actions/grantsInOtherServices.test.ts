import { compilePolicy } from '../../documents/compilePolicy';
import { grantsInOtherServices } from './grantsInOtherServices';

const granted = (...statements: object[]) =>
  grantsInOtherServices(
    compilePolicy(
      {
        Version: '2012-10-17',
        Statement: statements.map(one => ({
          Effect: 'Allow',
          Resource: '*',
          ...one,
        })),
      },
      { kind: 'identity', name: 'node' },
    ),
  );

describe('grantsInOtherServices', () => {
  it.each([
    [{ Action: ['s3:*', 'IAM:PassRole', 'sts:AssumeRole'] }],
    [{ Action: 'eks:*', Effect: 'Deny' }],
  ])('has nothing to tell of %j', statement => {
    expect(granted(statement)).toBeUndefined();
  });

  it('tells once what all statements of a policy grant', () => {
    expect(
      granted(
        { Action: 's3:GetObject' },
        { Action: ['ec2:Describe*', 's3:ListBucket'] },
        { Action: 'kms:Decrypt' },
      ),
    ).toEqual({
      statement: { kind: 'identity', policy: 'node', statement: 1 },
      actions: ['ec2:Describe*', 'kms:Decrypt'],
      waysToOthers: [],
    });
  });

  it.each([
    ['eks:CreatePodIdentityAssociation', 'eks:CreatePodIdentityAssociation'],
    ['eks:*', 'eks:AssociateAccessPolicy'],
    ['eks-auth:AssumeRoleForPodIdentity', 'eks-auth:AssumeRoleForPodIdentity'],
    ['ssm:send*', 'ssm:SendCommand'],
    ['lambda:*Function*', 'lambda:UpdateFunctionCode'],
    ['cloudformation:*', 'cloudformation:UpdateStack'],
    ['glue:*', 'glue:CreateDevEndpoint'],
    ['ecs:*', 'ecs:ExecuteCommand'],
    ['codebuild:*', 'codebuild:StartBuild'],
    ['rolesanywhere:*', 'rolesanywhere:CreateTrustAnchor'],
    ['lakeformation:*', 'lakeformation:GetDataAccess'],
    ['sso:*', 'sso:CreateAccountAssignment'],
    ['*', 'ec2:RunInstances'],
  ])('names the ways to act as others among %s', (Action, way) => {
    expect(granted({ Action })?.waysToOthers).toContain(way);
  });

  it('names the ways that any of the statements opens', () => {
    expect(
      granted({ Action: 'ec2:Describe*' }, { Action: 'ssm:StartSession' })
        ?.waysToOthers,
    ).toEqual(['ssm:StartSession']);
  });

  it('tells what is left open by NotAction', () => {
    expect(granted({ NotAction: ['iam:*', 'eks:*'] })).toMatchObject({
      actions: ['everything but iam:*, eks:*'],
      waysToOthers: expect.arrayContaining(['ssm:SendCommand']),
    });
  });
});
