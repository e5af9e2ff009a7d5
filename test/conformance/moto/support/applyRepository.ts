import type { RepositoryFile } from '@corridors/model';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AwsCli } from './AwsCli';
import { ACCOUNT, REGION } from './MotoServer';

const bucketSchema = z.object({
  kind: z.literal('Bucket'),
  spec: z.object({
    name: z.string(),
    publicAccessBlock: z.record(z.string(), z.boolean()),
    ownershipControls: z.object({
      rules: z.array(z.object({ objectOwnership: z.string() })),
    }),
    policy: z.string(),
  }),
});

const policySchema = z.object({
  kind: z.literal('Policy'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    name: z.string(),
    path: z.string(),
    policyDocument: z.string(),
  }),
});

const roleSchema = z.object({
  kind: z.literal('Role'),
  spec: z.object({
    name: z.string(),
    path: z.string(),
    assumeRolePolicyDocument: z.string(),
    policyRefs: z.array(z.object({ from: z.object({ name: z.string() }) })),
  }),
});

const rolePoliciesSchema = z.object({
  kind: z.literal('RolePolicies'),
  spec: z.object({
    roleArn: z.string(),
    trust: z.unknown(),
    policies: z.array(z.object({ name: z.string(), document: z.unknown() })),
  }),
});

const bucketPolicySchema = z.object({
  kind: z.literal('BucketPolicy'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({ policy: z.unknown() }),
});

const objectSchema = z.discriminatedUnion('kind', [
  bucketSchema,
  policySchema,
  roleSchema,
  rolePoliciesSchema,
  bucketPolicySchema,
]);

type RepositoryObject = z.infer<typeof objectSchema>;

const ORDER = ['RolePolicies', 'BucketPolicy', 'Bucket', 'Policy', 'Role'];

/**
 * Does in the account, by the aws command, what controllers do with the AWS objects of the repository, and what the
 * platform team did to have what it declares in `environments/<name>/policies/`.
 */
export async function applyRepository(
  cli: AwsCli,
  files: readonly RepositoryFile[],
): Promise<void> {
  const objects = files
    .filter(({ path }) => /\/(aws|policies)\/[^/]+\.yaml$/.test(path))
    .map(({ content }) => objectSchema.parse(parse(content)));
  const sorted = objects.sort(
    (left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind),
  );
  const policyArns = new Map(
    objects.flatMap(object =>
      object.kind === 'Policy'
        ? [[object.metadata.name, arnOf(object.spec)] as const]
        : [],
    ),
  );
  for (const object of sorted) {
    await apply(cli, object, policyArns);
  }
}

const arnOf = (policy: { path: string; name: string }) =>
  `arn:aws:iam::${ACCOUNT}:policy${policy.path}${policy.name}`;

const text = (document: unknown) =>
  typeof document === 'string' ? document : JSON.stringify(document);

async function apply(
  cli: AwsCli,
  object: RepositoryObject,
  policyArns: ReadonlyMap<string, string>,
): Promise<void> {
  switch (object.kind) {
    case 'Bucket':
      return applyBucket(cli, object.spec);
    case 'Policy':
      await cli.run(
        ...['iam', 'create-policy', '--policy-name', object.spec.name],
        ...['--path', object.spec.path],
        ...['--policy-document', object.spec.policyDocument],
      );
      return undefined;
    case 'Role':
      return applyRole(
        cli,
        object.spec,
        object.spec.policyRefs.map(
          ({ from }) => policyArns.get(from.name) ?? '',
        ),
      );
    case 'RolePolicies':
      return applyRolePolicies(cli, object.spec);
    case 'BucketPolicy':
      await createBucket(cli, object.metadata.name);
      await cli.run(
        ...['s3api', 'put-bucket-policy', '--bucket', object.metadata.name],
        ...['--policy', text(object.spec.policy)],
      );
      return undefined;
    default:
      return object satisfies never;
  }
}

function createBucket(cli: AwsCli, name: string): Promise<unknown> {
  return cli.run(
    ...['s3api', 'create-bucket', '--bucket', name],
    ...['--create-bucket-configuration', `LocationConstraint=${REGION}`],
  );
}

async function applyBucket(
  cli: AwsCli,
  spec: z.infer<typeof bucketSchema>['spec'],
): Promise<void> {
  const bucket = ['--bucket', spec.name];
  const block = spec.publicAccessBlock;
  await createBucket(cli, spec.name);
  await cli.run(
    ...['s3api', 'put-public-access-block', ...bucket],
    '--public-access-block-configuration',
    {
      BlockPublicAcls: block.blockPublicACLs,
      IgnorePublicAcls: block.ignorePublicACLs,
      BlockPublicPolicy: block.blockPublicPolicy,
      RestrictPublicBuckets: block.restrictPublicBuckets,
    },
  );
  await cli.run(
    ...['s3api', 'put-bucket-ownership-controls', ...bucket],
    '--ownership-controls',
    {
      Rules: spec.ownershipControls.rules.map(({ objectOwnership }) => ({
        ObjectOwnership: objectOwnership,
      })),
    },
  );
  await cli.run(
    ...['s3api', 'put-bucket-policy', ...bucket, '--policy', spec.policy],
  );
}

async function applyRole(
  cli: AwsCli,
  spec: z.infer<typeof roleSchema>['spec'],
  policyArns: readonly string[],
): Promise<void> {
  await cli.run(
    ...['iam', 'create-role', '--role-name', spec.name, '--path', spec.path],
    ...['--assume-role-policy-document', spec.assumeRolePolicyDocument],
  );
  for (const arn of policyArns) {
    await cli.run(
      ...['iam', 'attach-role-policy', '--role-name', spec.name],
      ...['--policy-arn', arn],
    );
  }
}

async function applyRolePolicies(
  cli: AwsCli,
  spec: z.infer<typeof rolePoliciesSchema>['spec'],
): Promise<void> {
  const [, path = '/', name = ''] =
    /:role(\/(?:.*\/)?)([^/]+)$/.exec(spec.roleArn) ?? [];
  await cli.run(
    ...['iam', 'create-role', '--role-name', name, '--path', path],
    ...['--assume-role-policy-document', text(spec.trust)],
  );
  for (const policy of spec.policies) {
    await cli.run(
      ...['iam', 'put-role-policy', '--role-name', name],
      ...['--policy-name', policy.name],
      ...['--policy-document', text(policy.document)],
    );
  }
}
