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
    ['sts:GetScopedCredentials', 'service'],
    ['sts:AssumeRoot', 'root'],
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

const IAM = 'arn:aws:iam::111122223333:';
const ACCESS_POINT = 'arn:aws:s3:eu-west-3:111122223333:accesspoint/a';

const isAsked = (action: string, resource: string) =>
  targetsOfAction(action).some(target => isAskedOf(action, target, resource));

describe('isAskedOf', () => {
  it.each([
    ['s3:ListBucket', 'arn:aws:s3:::b', true],
    ['s3:ListBucket', 'arn:aws:s3:::b/k', false],
    ['s3:GetObject', 'arn:aws:s3:::b/k', true],
    ['s3:GetObject', 'arn:aws:s3:::b', false],
    ['s3:GetObject', `${IAM}role/r`, false],
    ['s3:ListBucket', 'arn:aws:sns:eu-west-3:111122223333:topic', false],
    ['s3:ListBucket', 'arn:aws:sns:::topic', false],
    ['s3:ListBucket', 'arn:aws:s3:eu-west-3:111122223333:b', false],
    ['s3:GetObject', 'arn:aws:logs:::a/b', false],
    ['s3:GetObject', ACCESS_POINT, false],
    ['s3:PutAccessPointPolicy', ACCESS_POINT, true],
    ['s3:PutAccessPointPolicy', 'arn:aws:s3:::b', false],
    ['s3:PutAccessPointPolicy', 'arn:aws:sns:eu-west-3:111122223333:t', false],
    ['s3:ZapFuture', 'arn:aws:s3:::b', true],
    ['s3:ZapFuture', 'arn:aws:s3:::b/k', true],
    ['s3:ZapFuture', ACCESS_POINT, true],
    ['sts:AssumeRole', `${IAM}role/r`, true],
    ['iam:CreateAccessKey', `${IAM}user/u`, true],
    ['iam:CreateAccessKey', `${IAM}role/r`, false],
    ['iam:CreateAccessKey', 'arn:aws:sso::111122223333:user/u', false],
    ['iam:PutGroupPolicy', `${IAM}group/g`, true],
    ['iam:PutGroupPolicy', `${IAM}user/g`, false],
    ['iam:CreatePolicyVersion', `${IAM}policy/p`, true],
    ['iam:AddClientIDToOpenIDConnectProvider', `${IAM}oidc-provider/p`, true],
    ['iam:CreateSAMLProvider', `${IAM}saml-provider/p`, true],
    ['iam:AddRoleToInstanceProfile', `${IAM}instance-profile/p`, true],
    ['iam:DeleteVirtualMFADevice', `${IAM}mfa/m`, true],
    ['iam:DeleteServerCertificate', `${IAM}server-certificate/c`, true],
    ['iam:AcceptDelegationRequest', `${IAM}delegation-request/d`, true],
    ['sts:AssumeRoot', `${IAM}root`, true],
    ['sts:AssumeRoot', `${IAM}role/root`, false],
    ['sts:AssumeRoot', 'arn:aws:sso::111122223333:root', false],
    ['sts:AssumeRoot', 'arn:aws:iam:eu-west-3:111122223333:root', false],
    ['s3:PutAccountPublicAccessBlock', '*', true],
    ['s3:PutAccountPublicAccessBlock', 'arn:aws:s3:::b', false],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-3:111122223333:q', true],
    ['SQS:SendMessage', 'arn:aws:sqs:eu-west-3:111122223333:q', true],
    ['sqs:SendMessage', 'arn:aws:sns:eu-west-3:111122223333:q', false],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(isAsked(action, resource)).toBe(expected);
  });
});
