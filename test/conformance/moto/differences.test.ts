import { authorizationDetails } from './support/authorizationDetails';
import { describeMoto, MotoStage } from './support/describeMoto';
import {
  ARNS,
  AWS_READ_ONLY,
  CLUSTER,
  fillAccount,
} from './support/fillAccount';
import { ACCOUNT, REGION } from './support/MotoServer';
import { trust } from './support/policies';
import { readAccount } from './support/readAccount';

interface Difference {
  readonly difference: string;
  /** Page of AWS's documentation that says how it is there. */
  readonly page: string;
  /** Where what AWS does is tested instead. */
  readonly testedBy: string;
  /** Fails when moto does it as AWS does. */
  readonly show: (stage: MotoStage) => Promise<void>;
}

/** Where moto is not as AWS: what the other suites here therefore cannot show. */
const DIFFERENCES: readonly Difference[] = [
  {
    difference: 'knows no pod identity associations: the read leaves a gap',
    page: 'Amazon EKS API reference, "ListPodIdentityAssociations"',
    testedBy: 'test/conformance/aws-cli.test.ts, packages/observer',
    async show({ server }) {
      const { model } = await readAccount(server.url, {
        buckets: [],
        clusters: [CLUSTER],
      });
      expect(model.podIdentityAssociations).toEqual([]);
      expect(model.gaps).toEqual([
        {
          part: 'pod-identity-associations',
          subject: CLUSTER,
          cause: 'failed',
          message: expect.stringContaining(
            `eks:ListPodIdentityAssociations on cluster ${CLUSTER}: HTTP 404`,
          ),
        },
      ]);
    },
  },
  {
    difference: 'forgets the permissions boundary of a user',
    page: 'IAM API reference, "UserDetail"',
    testedBy: 'packages/observer',
    async show(stage) {
      const { UserDetailList: users } = await authorizationDetails(
        stage.server.url,
      );
      expect(users?.map(user => user.PermissionsBoundary)).toEqual([undefined]);
    },
  },
  {
    difference: 'gives everything on one page, whatever MaxItems says',
    page: 'IAM API reference, "GetAccountAuthorizationDetails"',
    testedBy: 'packages/observer, packages/sandbox',
    async show(stage) {
      const answer = await authorizationDetails(stage.server.url, 1);
      expect(answer.RoleDetailList?.length).toBeGreaterThan(1);
      expect(answer.IsTruncated).not.toBe(true);
    },
  },
  {
    difference: 'tells of all policies of AWS, not of those in use alone',
    page: 'IAM API reference, "GetAccountAuthorizationDetails"',
    testedBy: 'packages/sandbox',
    async show(stage) {
      const { Policies: policies } = await authorizationDetails(
        stage.server.url,
      );
      const ofAws = policies?.filter(({ Arn }) =>
        Arn?.startsWith('arn:aws:iam::aws:'),
      );
      expect(ofAws?.length).toBeGreaterThan(100);
      expect(ofAws?.map(({ Arn }) => Arn)).toContain(AWS_READ_ONLY);
    },
  },
  {
    difference: 'does not look at the expected owner of a bucket',
    page: 'Amazon S3 user guide, "Verifying bucket ownership with bucket owner condition"',
    testedBy: 'packages/observer, packages/sandbox',
    async show({ cli }) {
      await expect(
        cli.run(
          ...['s3api', 'get-bucket-location', '--bucket', 'gha1-primary'],
          ...['--expected-bucket-owner', '999999999999'],
        ),
      ).resolves.toEqual({ LocationConstraint: REGION });
    },
  },
  {
    difference: 'makes buckets without a public access block',
    page: 'Amazon S3 user guide, "Default settings for new S3 buckets FAQ"',
    testedBy: 'packages/sandbox',
    async show({ cli }) {
      await expect(
        cli.run('s3api', 'get-public-access-block', '--bucket', 'gha1-plain'),
      ).rejects.toThrow('NoSuchPublicAccessBlockConfiguration');
    },
  },
  {
    difference: 'makes buckets without ownership controls',
    page: 'Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket"',
    testedBy: 'packages/sandbox',
    async show({ cli }) {
      await expect(
        cli.run(
          ...['s3api', 'get-bucket-ownership-controls'],
          ...['--bucket', 'gha1-plain'],
        ),
      ).rejects.toThrow('OwnershipControlsNotFoundError');
    },
  },
  {
    difference: 'authorizes nothing and checks no signature',
    page: 'IAM user guide, "AWS Signature Version 4 for API requests"',
    testedBy: 'packages/sandbox; faults.test.ts here, by a server in between',
    async show(stage) {
      const { RoleDetailList: roles } = await authorizationDetails(
        stage.server.url,
      );
      expect(roles?.map(({ Arn }) => Arn)).toContain(ARNS.corridorRole);
    },
  },
  {
    difference: 'takes the actions of a trust policy in one case alone',
    page: 'IAM user guide, "IAM JSON policy elements: Action"',
    testedBy: 'packages/policy-engine',
    async show({ cli }) {
      await expect(
        cli.run(
          ...['iam', 'update-assume-role-policy', '--role-name', 'nodes'],
          '--policy-document',
          trust({ Service: 'ec2.amazonaws.com' }, 'sts:assumerole'),
        ),
      ).rejects.toThrow('MalformedPolicyDocument');
    },
  },
  {
    difference: 'takes a policy whose principal does not exist',
    page: 'IAM user guide, "AWS JSON policy elements: Principal"',
    testedBy: 'packages/sandbox',
    async show({ cli }) {
      await expect(
        cli.run(
          ...['s3api', 'put-bucket-policy', '--bucket', 'gha1-plain'],
          '--policy',
          {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/nobody` },
                Action: 's3:GetObject',
                Resource: 'arn:aws:s3:::gha1-plain/*',
              },
            ],
          },
        ),
      ).resolves.toBeUndefined();
    },
  },
];

describeMoto('moto, otherwise than AWS,', stage => {
  beforeAll(() => fillAccount(stage().cli));

  it.each(DIFFERENCES)('$difference ($page)', ({ show }) => show(stage()));
});
