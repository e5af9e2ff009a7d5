import { WATCHED_ACTIONS } from './watchedActions';
import { isAskedOf, targetsOfAction } from './actionTargets';

describe('targetsOfAction', () => {
  it.each([
    ['s3:ListBucket', 'bucket'],
    ['s3:GetBucketObjectLockConfiguration', 'bucket'],
    ['s3:PutBucketPolicy', 'bucket'],
    ['s3:PutReplicationConfiguration', 'bucket'],
    ['s3:GetObject', 'object'],
    ['s3:getobjectversion', 'object'],
    ['s3:PutObjectAcl', 'object'],
    ['s3:AbortMultipartUpload', 'object'],
    ['s3:PutAccountPublicAccessBlock', 'service'],
    ['sts:AssumeRole', 'role'],
    ['sts:AssumeRoleWithWebIdentity', 'role'],
    ['sts:GetCallerIdentity', 'other'],
    ['iam:PassRole', 'role'],
    ['iam:UpdateAssumeRolePolicy', 'role'],
    ['iam:PutRolePermissionsBoundary', 'role'],
    ['iam:PutUserPolicy', 'user'],
    ['iam:CreateAccessKey', 'user'],
    ['iam:AddUserToGroup', 'group'],
    ['iam:PutGroupPolicy', 'group'],
    ['iam:CreatePolicyVersion', 'policy'],
    ['iam:SetDefaultPolicyVersion', 'policy'],
    ['iam:AddClientIDToOpenIDConnectProvider', 'oidc-provider'],
    ['iam:UpdateSAMLProvider', 'saml-provider'],
    ['sqs:SendMessage', 'other'],
  ])('%s is asked for on a %s', (action, target) => {
    expect(targetsOfAction(action)).toEqual([target]);
  });

  it('knows what every watched action is asked for on', () => {
    expect(
      WATCHED_ACTIONS.filter(action => targetsOfAction(action).length !== 1),
    ).toEqual([]);
  });
});

const isAsked = (action: string, resource: string) =>
  targetsOfAction(action).some(target => isAskedOf(action, target, resource));

describe('isAskedOf', () => {
  it.each([
    ['s3:ListBucket', 'arn:aws:s3:::b', true],
    ['s3:ListBucket', 'arn:aws:s3:::b/k', false],
    ['s3:GetObject', 'arn:aws:s3:::b/k', true],
    ['s3:GetObject', 'arn:aws:s3:::b', false],
    ['s3:GetObject', 'arn:aws:iam::111122223333:role/r', false],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/r', true],
    ['iam:CreateAccessKey', 'arn:aws:iam::111122223333:user/u', true],
    ['iam:CreateAccessKey', 'arn:aws:iam::111122223333:role/r', false],
    [
      'iam:CreateSAMLProvider',
      'arn:aws:iam::111122223333:saml-provider/p',
      true,
    ],
    ['s3:PutAccountPublicAccessBlock', '*', true],
    ['s3:PutAccountPublicAccessBlock', 'arn:aws:s3:::b', false],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-3:111122223333:q', true],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(isAsked(action, resource)).toBe(expected);
  });
});
