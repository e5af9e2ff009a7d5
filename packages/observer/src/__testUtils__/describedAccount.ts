import {
  eksResult,
  FakeAnswer,
  FakeAwsCall,
  iamResult,
  s3Result,
} from './fakeAws';

export const DESCRIBED_ACCOUNT = '111122223333';

const policyOf = (sid: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: sid }] });

const encoded = (sid: string) => encodeURIComponent(policyOf(sid));
const member = (...items: readonly string[]) =>
  items.map(item => `<member>${item}</member>`).join('');
const iamArn = (resource: string) =>
  `arn:aws:iam::${DESCRIBED_ACCOUNT}:${resource}`;
const inline = (list: string, name: string) =>
  `<${list}>${member(
    `<PolicyName>${name}</PolicyName><PolicyDocument>${encoded(
      name,
    )}</PolicyDocument>`,
  )}</${list}>`;
const attached = (...arns: readonly string[]) =>
  `<AttachedManagedPolicies>${member(
    ...arns.map(
      arn =>
        `<PolicyName>${arn
          .split('/')
          .at(-1)}</PolicyName><PolicyArn>${arn}</PolicyArn>`,
    ),
  )}</AttachedManagedPolicies>`;
const bounded = (arn: string) =>
  `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${arn}</PermissionsBoundaryArn></PermissionsBoundary>`;
const managed = (arn: string, versions: readonly [string, boolean][]) =>
  `<Arn>${arn}</Arn><PolicyVersionList>${member(
    ...versions.map(
      ([sid, isDefault]) =>
        `<Document>${encoded(
          sid,
        )}</Document><VersionId>${sid}</VersionId><IsDefaultVersion>${isDefault}</IsDefaultVersion>`,
    ),
  )}</PolicyVersionList>`;

export const AWS_READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

/** First page: the users, the group, and the role that needs policies of the second page. */
export const FIRST_PAGE = `<UserDetailList>${member(
  `<UserName>ada</UserName><Arn>${iamArn('user/ada')}</Arn><GroupList>${member(
    'readers',
  )}</GroupList>${inline('UserPolicyList', 'own')}${attached()}${bounded(
    iamArn('policy/limits'),
  )}`,
)}</UserDetailList><GroupDetailList>${member(
  `<GroupName>readers</GroupName><Arn>${iamArn('group/readers')}</Arn>${inline(
    'GroupPolicyList',
    'shared',
  )}${attached(AWS_READ_ONLY)}`,
)}</GroupDetailList><RoleDetailList>${member(
  `<RoleName>single1_gha1</RoleName><Arn>${iamArn(
    'role/corridors/single1_gha1',
  )}</Arn><AssumeRolePolicyDocument>${encoded(
    'trust',
  )}</AssumeRolePolicyDocument>${inline('RolePolicyList', 'extra')}${attached(
    iamArn('policy/gha1'),
  )}${bounded(iamArn('policy/limits'))}`,
)}</RoleDetailList><Policies></Policies><IsTruncated>true</IsTruncated><Marker>next</Marker>`;

/** Second page: the policies, of which one has three versions with the second in force. */
export const SECOND_PAGE = `<UserDetailList></UserDetailList><GroupDetailList></GroupDetailList><RoleDetailList>${member(
  `<RoleName>admin</RoleName><Arn>${iamArn(
    'role/admin',
  )}</Arn><AssumeRolePolicyDocument>${encoded(
    'admin-trust',
  )}</AssumeRolePolicyDocument><RolePolicyList></RolePolicyList>${attached()}`,
)}</RoleDetailList><Policies>${member(
  managed(iamArn('policy/gha1'), [
    ['v3', false],
    ['v2', true],
    ['v1', false],
  ]),
  managed(iamArn('policy/limits'), [['limits', true]]),
  managed(AWS_READ_ONLY, [['read-only', true]]),
)}</Policies><IsTruncated>false</IsTruncated>`;

const BLOCK =
  '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>';

/** Answers as an account with roles, a user in a group, bucket gha1-primary, a provider and a pod identity does. */
export function describedAccount({
  operation,
  parameters,
  bucket,
}: FakeAwsCall): FakeAnswer | undefined {
  if (bucket !== undefined && bucket !== 'gha1-primary') {
    return undefined;
  }
  switch (operation) {
    case 'iam:GetAccountAuthorizationDetails':
      return iamResult(
        operation.slice(4),
        parameters.get('Marker') === 'next' ? SECOND_PAGE : FIRST_PAGE,
      );
    case 'iam:ListOpenIDConnectProviders':
      return iamResult(
        operation.slice(4),
        `<OpenIDConnectProviderList>${member(
          `<Arn>${iamArn('oidc-provider/oidc.example.com/id/ABC')}</Arn>`,
        )}</OpenIDConnectProviderList>`,
      );
    case 'iam:GetOpenIDConnectProvider':
      return iamResult(
        operation.slice(4),
        '<Url>oidc.example.com/id/ABC</Url><ClientIDList><member>sts.amazonaws.com</member></ClientIDList>',
      );
    case 's3-control:GET publicAccessBlock':
      return s3Result(BLOCK);
    case 's3:GET ?location':
      return s3Result('<LocationConstraint>eu-west-3</LocationConstraint>');
    case 's3:GET ?policy':
      return { status: 200, body: policyOf('bucket') };
    case 's3:GET ?publicAccessBlock':
      return s3Result(BLOCK);
    case 's3:GET ?ownershipControls':
      return s3Result(
        '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>',
      );
    case 'eks:GET /clusters/eks1/pod-identity-associations':
      return parameters.get('nextToken') === 'more'
        ? eksResult({ associations: [{ associationId: 'a-2' }] })
        : eksResult({
            associations: [{ associationId: 'a-1' }],
            nextToken: 'more',
          });
    case 'eks:GET /clusters/eks1/pod-identity-associations/a-1':
    case 'eks:GET /clusters/eks1/pod-identity-associations/a-2':
      return eksResult({
        association: {
          associationId: operation.slice(-3),
          namespace: `ns-${operation.slice(-1)}`,
          serviceAccount: 'spark',
          roleArn: iamArn('role/admin'),
        },
      });
    default:
      return undefined;
  }
}
