import {
  ACCOUNT,
  readRepository,
  repositoryFiles,
} from '../__fixtures__/repository';
import {
  withBucket,
  withBucketStatement,
  withGrant,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import type { AccessModel } from '@corridors/policy-engine';
import { analyzeAccess } from './analyzeAccess';

const OTHER = '444455556666';
const DATA = 'reference-data-1';
const GHA1 = `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`;
const GHA2 = `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha2`;
const CLICKS = `arn:aws:iam::${OTHER}:role/corridors/analytics_clicks`;

/** Of two accounts, each with its corridors, one uses a bucket of the other's. */
const { fleet, model: rendered } = readRepository(
  repositoryFiles(
    [
      {
        name: 'single1',
        mechanism: 'assume-role',
        sharedBuckets: [
          { name: DATA, accountId: OTHER, nodeRole: 'none', corridors: 'read' },
          { name: 'gha-common-1', nodeRole: 'none', corridors: 'read' },
        ],
      },
      {
        name: 'analytics',
        mechanism: 'irsa',
        accountId: OTHER,
        sharedBuckets: [{ name: DATA, nodeRole: 'none', corridors: 'none' }],
      },
    ],
    [
      {
        name: 'gha1',
        environment: 'single1',
        uses: [{ bucket: DATA, access: 'read' }],
      },
      { name: 'gha2', environment: 'single1' },
      { name: 'clicks', environment: 'analytics' },
    ],
  ),
);

const reading = (principal: string) => ({
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: ['s3:ListBucket', 's3:GetObject'],
  Resource: [`arn:aws:s3:::${DATA}`, `arn:aws:s3:::${DATA}/*`],
});

const model = withBucketStatement(rendered, DATA, reading(GHA1));

const told = (of: AccessModel) =>
  [ACCOUNT, OTHER].map(accountId =>
    analyzeAccess({
      fleet,
      model: of,
      accountId,
      view: 'declared',
    }).findings.map(({ kind, title }) => `${kind}: ${title}`),
  );

describe('several accounts', () => {
  it('may share a bucket with a corridor of each other', () => {
    expect(told(model)).toEqual([[], []]);
  });

  it('may leave it to the policies of the other account, which are looked at', () => {
    const root = `arn:aws:iam::${ACCOUNT}:root`;
    const delegated = withBucketStatement(rendered, DATA, reading(root));
    expect(told(delegated)).toEqual([[], []]);
    const used = withGrant(delegated, GHA2, {
      Sid: 'Planted',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${DATA}/*`,
    });
    expect(told(used)[0]).toEqual([
      expect.stringMatching(/^leak: .*gha2 can read shared bucket reference/),
    ]);
  });

  it.each<[string, (document: unknown) => unknown]>([
    ['a mapping', document => document],
    ['JSON text', document => JSON.stringify(document)],
    [
      'escaped JSON text',
      document => JSON.stringify(document).replaceAll(OTHER, `\\u003${OTHER}`),
    ],
  ])('are looked at together when one mentions the other by %s', (_, write) => {
    const COMMON = 'arn:aws:s3:::gha-common-1/*';
    const delegated = withBucketStatement(rendered, 'gha-common-1', {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
      Action: 's3:GetObject',
      Resource: COMMON,
    });
    const changed = withBucket(delegated, 'gha-common-1', ({ policy }) => ({
      policy: policy && { ...policy, document: write(policy.document) },
    }));
    const used = withGrant(changed, CLICKS, {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: COMMON,
    });
    expect(told(used)[0]).toContainEqual(
      expect.stringMatching(
        /^leak: .*clicks can read shared bucket gha-common-1/,
      ),
    );
  });

  it('tell a grant to an account that has no corridors', () => {
    const open = withBucketStatement(
      model,
      DATA,
      reading('arn:aws:iam::999999999999:root'),
    );
    expect(told(open)[1]).toEqual([
      expect.stringMatching(/^leak: .*999999999999/),
    ]);
  });

  it('tell what the owner of a bucket does not grant', () => {
    expect(told(rendered)).toEqual([
      ['blocked: gha1 cannot list and read shared bucket reference-data-1'],
      [],
    ]);
  });

  it('tell a grant to a corridor of another account that does not use the bucket', () => {
    const granted = withBucketStatement(model, DATA, reading(GHA2));
    const both = withGrant(granted, GHA2, {
      Sid: 'Planted',
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:GetObject'],
      Resource: [`arn:aws:s3:::${DATA}`, `arn:aws:s3:::${DATA}/*`],
    });
    const title = expect.stringMatching(
      /^leak: .*gha2 can list and read shared bucket reference-data-1$/,
    );
    expect(told(both)).toEqual([[title], [title]]);
  });

  it('tell a grant to a role of the other account that nothing declares', () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/ci`;
    const [, there] = told(withBucketStatement(model, DATA, reading(role)));
    expect(there).toEqual([
      `leak: ${role} can list and read shared bucket reference-data-1`,
    ]);
  });

  it.each<[string, AccessModel]>([
    [
      'a Sid',
      withBucketStatement(model, 'gha-common-1', {
        Sid: `Deny${OTHER}`,
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:DeleteBucket',
        Resource: 'arn:aws:s3:::gha-common-1',
      }),
    ],
    [
      'a Deny',
      withBucketStatement(model, 'gha-common-1', {
        Effect: 'Deny',
        Principal: { AWS: OTHER },
        Action: 's3:*',
        Resource: ['arn:aws:s3:::gha-common-1', 'arn:aws:s3:::gha-common-1/*'],
      }),
    ],
  ])('keep to themselves when %s mentions the other', (_, changed) => {
    expect(told(changed)).toEqual([[], []]);
  });

  it('tell a role of the other that a trust lets in, where the role is', () => {
    const trusting = withTrustStatement(model, GHA2, {
      Effect: 'Allow',
      Principal: { AWS: CLICKS },
      Action: 'sts:AssumeRole',
    });
    const granted = withGrant(trusting, CLICKS, {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: GHA2,
    });
    expect(told(granted)[0]).toEqual([
      expect.stringContaining(`${CLICKS} can assume the role of gha2`),
    ]);
  });

  it('tell what a corridor of the other reaches here, though its own policies are all that says so there', () => {
    const open = withBucketStatement(model, 'gha-common-1', {
      Effect: 'Allow',
      Principal: { AWS: CLICKS },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha-common-1/*',
    });
    const both = withGrant(open, CLICKS, {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha-common-1/*',
    });
    expect(told(both)[0]).toEqual([
      expect.stringContaining('can read shared bucket gha-common-1'),
    ]);
  });
});
