import {
  buildMatrix,
  intendedVerdict,
  type Cell,
  type Identity,
  type Matrix,
  type Operation,
  type Resource,
} from '@corridors/model';
import {
  compilePolicy,
  evaluate,
  type AccessModel,
  type AccessRequest,
} from '@corridors/policy-engine';

import { gitopsFleet, placeOf } from './__fixtures__/gitopsFleet';
import { provisionerFor } from './provisioners/provisionerFor';
import { renderCorridor } from './renderCorridor';

const fleet = gitopsFleet();
const ISSUER =
  'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';

const ACTIONS: Readonly<
  Record<Exclude<Operation, 'assume'>, readonly [action: string, key: string]>
> = {
  list: ['s3:ListBucket', ''],
  read: ['s3:GetObject', '/some/key'],
  write: ['s3:PutObject', '/some/key'],
  delete: ['s3:DeleteObject', '/some/key'],
  administer: ['s3:PutBucketPolicy', ''],
};

/** What the owner of the shared bucket of another account must have said for the environment to offer it. */
const REFERENCE_DATA = {
  name: 'reference-data-1',
  accountId: '777788889999',
  policy: {
    name: 'reference-data-1',
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::444455556666:root' },
          Action: 's3:*',
          Resource: [
            'arn:aws:s3:::reference-data-1',
            'arn:aws:s3:::reference-data-1/*',
          ],
        },
      ],
    },
  },
};

/** What all rendered files of an account would bring about. */
function accessModel(accountId: string): AccessModel {
  const models = fleet.corridors.flatMap(corridor => {
    const { environment } = placeOf(corridor.metadata.name, fleet);
    return environment.spec.aws.accountId === accountId
      ? [
          provisionerFor(environment).read(
            renderCorridor(corridor, environment, fleet),
            environment,
          ),
        ]
      : [];
  });
  return {
    roles: models.flatMap(model => model.roles),
    buckets: [...models.flatMap(model => model.buckets), REFERENCE_DATA],
    oidcProviders: [],
  };
}

function decide(
  request: AccessRequest,
  model: AccessModel,
  roleArn: string | undefined,
  resource: Resource,
) {
  const identity =
    model.roles.find(role => role.arn === roleArn)?.identity ?? [];
  const guard =
    resource.kind === 'bucket'
      ? model.buckets.find(bucket => bucket.name === resource.name)?.policy
      : model.roles.find(role => role.arn === resource.arn)?.trust;
  const kind = resource.kind === 'bucket' ? 'resource' : 'trust';
  return evaluate(
    {
      ...request,
      context: { 'aws:SecureTransport': 'true', ...request.context },
    },
    {
      identity: identity.map(policy =>
        compilePolicy(policy.document, { ...policy, kind: 'identity' }),
      ),
      ...(guard
        ? { resource: compilePolicy(guard.document, { ...guard, kind }) }
        : {}),
    },
    { contextComplete: true },
  ).verdict;
}

function onBucket(
  identity: Identity,
  operation: Exclude<Operation, 'assume'>,
  bucket: Extract<Resource, { kind: 'bucket' }>,
  model: AccessModel,
  owner = bucket.accountId,
) {
  const [action, key] = ACTIONS[operation];
  const roleArn = identity.kind === 'anonymous' ? undefined : identity.roleArn;
  const principal =
    roleArn === undefined
      ? ({ kind: 'anonymous' } as const)
      : ({ kind: 'role', arn: roleArn } as const);
  const request = {
    principal,
    action,
    resource: `arn:aws:s3:::${bucket.name}${key}`,
    resourceAccount: owner,
  };
  return decide(request, model, roleArn, bucket);
}

/** By every direct way: its own token, and its own role. */
function onRole(
  identity: Identity,
  role: Extract<Resource, { kind: 'role' }>,
  model: AccessModel,
) {
  if (identity.kind === 'anonymous') {
    return ['deny'];
  }
  const byRole = decide(
    {
      principal: { kind: 'role', arn: identity.roleArn },
      action: 'sts:AssumeRole',
      resource: role.arn,
    },
    model,
    identity.roleArn,
    role,
  );
  if (identity.kind === 'node-role') {
    return [byRole];
  }
  const byToken = decide(
    {
      principal: {
        kind: 'web-identity',
        providerArn: `arn:aws:iam::${role.accountId}:oidc-provider/${ISSUER}`,
      },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: role.arn,
      context: {
        [`${ISSUER}:sub`]: `system:serviceaccount:${identity.namespace}:${identity.serviceAccount}`,
        [`${ISSUER}:aud`]: 'sts.amazonaws.com',
      },
    },
    model,
    undefined,
    role,
  );
  return [byRole, byToken];
}

function declared(cell: Cell, matrix: Matrix, model: AccessModel): string {
  const identity = matrix.identities.find(one => one.id === cell.identity);
  const resource = matrix.resources.find(one => one.id === cell.resource);
  if (!identity || !resource) {
    throw new Error(`no cell ${cell.id}`);
  }
  if (resource.kind === 'bucket' && cell.operation !== 'assume') {
    return onBucket(identity, cell.operation, resource, model);
  }
  const ways =
    resource.kind === 'role' ? onRole(identity, resource, model) : [];
  return ways.includes('allow') ? 'allow' : 'deny';
}

describe.each(['111122223333', '444455556666'])(
  'what is rendered for account %s',
  accountId => {
    const matrix = buildMatrix(fleet, accountId);
    const model = accessModel(accountId);
    // The node role's own policies are not rendered with a corridor.
    const cells = matrix.cells.filter(
      cell =>
        !cell.identity.startsWith('node-role:') || cell.operation === 'assume',
    );

    it('grants what is meant, cell by cell, and nothing else', () => {
      const differences = cells
        .map(cell => ({
          cell: cell.id,
          intended: intendedVerdict(cell, matrix, fleet).verdict,
          declared: declared(cell, matrix, model),
        }))
        .filter(({ intended, declared: actual }) => intended !== actual);
      expect(differences).toEqual([]);
      expect(cells.length).toBeGreaterThan(30);
    });

    const corridors = matrix.identities.flatMap(identity =>
      identity.kind === 'corridor' ? [identity] : [],
    );

    it('reaches no bucket of the same name in a stranger’s account', () => {
      const open = { ...model, buckets: [] };
      const verdicts = corridors.flatMap(identity =>
        matrix.resources.flatMap(bucket =>
          bucket.kind === 'bucket'
            ? [onBucket(identity, 'write', bucket, open, '999999999999')]
            : [],
        ),
      );
      expect(new Set(verdicts)).toEqual(new Set(['deny']));
    });

    it('lets a corridor take its own role, by its mechanism', () => {
      const taken = corridors.map(identity => {
        const own = matrix.resources.find(
          one => one.kind === 'role' && one.arn === identity.roleArn,
        );
        return own?.kind === 'role' ? onRole(identity, own, model) : [];
      });
      const { environment } = placeOf(corridors[0]?.corridor ?? '', fleet);
      const byToken =
        environment.spec.identity.mechanism === 'irsa' ? 'allow' : 'deny';
      expect(taken).toEqual(corridors.map(() => ['deny', byToken]));
    });
  },
);

it('denies everything without TLS', () => {
  const model = accessModel('111122223333');
  const matrix = buildMatrix(fleet, '111122223333');
  const bucket = matrix.resources.find(
    one => one.id === 'bucket:gha1-primary-1',
  );
  const verdict =
    bucket &&
    decide(
      {
        principal: {
          kind: 'role',
          arn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
        },
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::gha1-primary-1/x',
        resourceAccount: '111122223333',
        context: { 'aws:SecureTransport': 'false' },
      },
      model,
      'arn:aws:iam::111122223333:role/corridors/single1_gha1',
      bucket,
    );
  expect(verdict).toBe('deny');
});
