import { FakeAnswer, FakeAwsCall, iamResult, s3Result } from './fakeAws';

export const ACCOUNT = '111122223333';
export const TRUST_POLICY = '{"Version":"2012-10-17","Statement":[]}';
export const INLINE_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}';

/** Answers as an account with role single1_gha1, bucket gha1-primary and one provider does. */
export function healthyAccount({
  operation,
  parameters,
  bucket,
}: FakeAwsCall): FakeAnswer | undefined {
  if (bucket !== undefined && bucket !== 'gha1-primary') {
    return undefined;
  }
  switch (operation) {
    case 'iam:GetRole':
      return parameters.get('RoleName') === 'single1_gha1'
        ? iamResult(
            'GetRole',
            `<Role><Path>/corridors/</Path><RoleName>single1_gha1</RoleName><RoleId>AROA1</RoleId>
             <Arn>arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1</Arn><CreateDate>2026-11-01T00:00:00Z</CreateDate>
             <AssumeRolePolicyDocument>${encodeURIComponent(
               TRUST_POLICY,
             )}</AssumeRolePolicyDocument>
             <MaxSessionDuration>3600</MaxSessionDuration>
             <PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:aws:iam::${ACCOUNT}:policy/boundary</PermissionsBoundaryArn></PermissionsBoundary>
             <RoleLastUsed><LastUsedDate>2026-11-22T10:00:00Z</LastUsedDate><Region>eu-west-3</Region></RoleLastUsed></Role>`,
          )
        : undefined;
    case 'iam:ListAttachedRolePolicies':
      return iamResult(
        operation.slice(4),
        `<AttachedPolicies><member><PolicyName>gha1</PolicyName><PolicyArn>arn:aws:iam::${ACCOUNT}:policy/gha1</PolicyArn></member></AttachedPolicies><IsTruncated>false</IsTruncated>`,
      );
    case 'iam:ListRolePolicies':
      return iamResult(
        operation.slice(4),
        parameters.get('Marker')
          ? '<PolicyNames><member>second</member></PolicyNames><IsTruncated>false</IsTruncated>'
          : '<PolicyNames><member>first</member></PolicyNames><IsTruncated>true</IsTruncated><Marker>m</Marker>',
      );
    case 'iam:GetPolicy':
      return iamResult(
        'GetPolicy',
        '<Policy><DefaultVersionId>v3</DefaultVersionId></Policy>',
      );
    case 'iam:GetPolicyVersion':
      return iamResult(
        'GetPolicyVersion',
        `<PolicyVersion><Document>${encodeURIComponent(
          `{"Id":"${parameters.get('VersionId')}"}`,
        )}</Document></PolicyVersion>`,
      );
    case 'iam:GetRolePolicy':
      return iamResult(
        'GetRolePolicy',
        `<PolicyDocument>${encodeURIComponent(INLINE_POLICY)}</PolicyDocument>`,
      );
    case 'iam:GetOpenIDConnectProvider':
      return iamResult(
        operation.slice(4),
        `<Url>oidc.example.com/id/ABC</Url><ClientIDList><member>sts.amazonaws.com</member></ClientIDList>`,
      );
    case 's3:GET ?location':
      return s3Result(
        '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-3</LocationConstraint>',
      );
    case 's3:GET ?encryption':
      return s3Result(
        '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
      );
    case 's3:GET ?publicAccessBlock':
      return s3Result(
        '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
      );
    case 's3:GET ?versioning':
      return s3Result(
        '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
      );
    case 's3:GET ?policy':
      return { status: 200, body: '{"Version":"2012-10-17","Statement":[]}' };
    case 's3:GET ?ownershipControls':
      return s3Result(
        '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>',
      );
    default:
      return undefined;
  }
}
