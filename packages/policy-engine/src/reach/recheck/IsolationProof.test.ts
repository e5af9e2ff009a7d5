import type { AccessModel } from '../../accessModel';
import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses } from '../findTrespasses';
import { principalKey } from '../principalKey';
import type { Territory } from '../Territory';
import type { Trespass } from '../Trespass';
import { bucketsOf, randomFleet, roleArnOf } from '../__fixtures__/randomFleet';
import {
  OWN,
  smallFleet,
  source,
  withBucket,
  withRole,
} from '../__fixtures__/smallFleet';
import { IsolationProof } from './IsolationProof';

/** Each is proved anew for every change of it. */
// Of fewer than four, too few are sabotaged for a bound on how many results differ.
const FLEETS = Math.max(
  4,
  Math.ceil(Number(process.env.CORRIDORS_FLEETS ?? 300) / 7.5),
);
const context = { 'aws:SecureTransport': 'true' };
const permissions = [] as const;

/** Who stands for everybody may be another one. */
function told(trespasses: readonly Trespass[]): string[] {
  return trespasses
    .map(({ kind, region, territory }) =>
      [
        kind,
        region.audience === 'every-principal'
          ? region.audience
          : principalKey(region.principal),
        region.action,
        region.resources,
        region.resourceAccounts,
        region.verdict,
        territory,
      ].join(' '),
    )
    .sort();
}

function fresh(model: AccessModel, territories: readonly Territory[]) {
  return findTrespasses(compileAccessModel(model), {
    territories,
    permissions,
    context,
  }).trespasses;
}

describe('IsolationProof', () => {
  it(`answers as a new proof would, after every change of ${FLEETS} random fleets`, () => {
    let changes = 0;
    let differences = 0;
    for (let seed = 1; seed <= FLEETS; seed++) {
      const before = randomFleet(seed);
      const after = randomFleet(seed, 0.7);
      const { territories } = before;
      const proof = new IsolationProof(compileAccessModel(before.model), {
        territories,
        permissions,
        context,
      });
      let { model } = before;
      let last = told(proof.trespasses);
      for (const [i, place] of before.places.entries()) {
        const territory = territories[i];
        const roles = after.model.roles.filter(
          ({ arn }) => arn === roleArnOf(place),
        );
        const buckets = after.model.buckets.filter(({ name }) =>
          bucketsOf(place).includes(name),
        );
        const replaced = {
          ...model,
          roles: model.roles.map(
            role => roles.find(({ arn }) => arn === role.arn) ?? role,
          ),
          buckets: model.buckets.map(
            bucket =>
              buckets.find(({ name }) => name === bucket.name) ?? bucket,
          ),
        };
        if (territory) {
          proof.recheck({ territory, permissions, roles, buckets });
        }
        const expected = told(fresh(replaced, territories));
        expect({ seed, place, told: told(proof.trespasses) }).toEqual({
          seed,
          place,
          told: expected,
        });
        differences += expected.join() === last.join() ? 0 : 1;
        last = expected;
        model = replaced;
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(5 * FLEETS);
    expect(differences).toBeGreaterThan(2.5 * FLEETS);
  });

  it('answers as a new proof would when applications go and come', () => {
    for (let seed = 1; seed <= FLEETS; seed++) {
      const { model, territories, places } = randomFleet(seed);
      const proof = new IsolationProof(compileAccessModel(model), {
        territories,
        permissions,
        context,
      });
      const [place] = places;
      const [territory, ...others] = territories;
      if (!place || !territory) {
        continue;
      }
      const isOwn = (name: string) => bucketsOf(place).includes(name);
      const roles = model.roles.filter(({ arn }) => arn === roleArnOf(place));
      const buckets = model.buckets.filter(({ name }) => isOwn(name));
      proof.recheck({
        territory: {
          ...territory,
          bucketNames: [],
          roleArns: [],
          principals: [],
        },
        permissions,
        roles: [],
        buckets: [],
        removedRoles: roles.map(({ arn }) => arn),
        removedBuckets: buckets.map(({ name }) => name),
      });
      const without = {
        ...model,
        roles: model.roles.filter(role => !roles.includes(role)),
        buckets: model.buckets.filter(bucket => !buckets.includes(bucket)),
      };
      expect({ seed, told: told(proof.trespasses) }).toEqual({
        seed,
        told: told(fresh(without, others)),
      });
      proof.recheck({ territory, permissions, roles, buckets });
      expect({ seed, told: told(proof.trespasses) }).toEqual({
        seed,
        told: told(fresh(model, territories)),
      });
    }
  });

  it('tells anew whose a name is when a territory gives it up', () => {
    const { model, territories, context: tls } = smallFleet(['gha1', 'gha2']);
    const [first, ...others] = model.roles;
    const [, territory] = territories;
    if (!first || !territory) {
      throw new Error('The fleet is empty');
    }
    const opened = {
      ...first,
      identity: [
        source('gha1', {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-primary/*',
        }),
      ],
    };
    const proof = new IsolationProof(
      compileAccessModel({ ...model, roles: [opened, ...others] }),
      { territories, permissions, context: tls },
    );
    expect(proof.trespasses.map(({ territory: of }) => of)).toEqual(['gha2']);
    proof.recheck({
      territory: { ...territory, bucketNames: ['gha2-spark'] },
      permissions,
      roles: [],
      buckets: [],
    });
    expect(
      proof.trespasses
        .filter(
          ({ region }) =>
            'arn' in region.principal && region.principal.arn === first.arn,
        )
        .map(({ territory: of }) => of),
    ).toEqual([undefined]);
  });

  it('tells anew what a bucket policy lets one session of a role do', () => {
    const fleet = withBucket(smallFleet(['gha1', 'gha2']), 'gha2-primary', {
      policy: source('opened', {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:sts::${OWN}:assumed-role/gha1/spark` },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha2-primary/*',
      }),
    });
    const { model, territories } = fleet;
    const proof = new IsolationProof(compileAccessModel(model), {
      territories,
      permissions,
      context,
    });
    expect(told(proof.trespasses)).toEqual(told(fresh(model, territories)));
    expect(proof.trespasses).not.toEqual([]);
    const [territory] = territories;
    const roles = withRole(fleet, 'gha1', {
      identity: [
        source('gha1', { Effect: 'Deny', Action: 's3:*', Resource: '*' }),
      ],
    }).model.roles.slice(0, 1);
    if (!territory) {
      throw new Error('The fleet has a territory');
    }
    proof.recheck({ territory, permissions, roles, buckets: [] });
    expect(proof.trespasses).toEqual([]);
  });

  it('looks at no more than the change can touch', () => {
    const {
      model,
      territories,
      context: tls,
    } = smallFleet(['gha1', 'gha2', 'gha3', 'gha4']);
    const proof = new IsolationProof(compileAccessModel(model), {
      territories,
      permissions,
      context: tls,
    });
    const [territory] = territories;
    const [role] = model.roles;
    if (!territory || !role) {
      throw new Error('The fleet is empty');
    }
    const opened = {
      ...role,
      identity: [
        source('gha1', {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-primary/*',
        }),
      ],
    };
    const report = proof.recheck({
      territory,
      permissions,
      roles: [opened],
      buckets: [],
    });
    expect(
      report.trespasses.map(({ kind, territory: of }) => [kind, of]),
    ).toEqual([['bucket', 'gha2']]);
    expect(report.proved.principals).toBe(1);
    expect(
      proof.recheck({ territory, permissions, roles: [role], buckets: [] })
        .trespasses,
    ).toEqual([]);
    expect(proof.trespasses).toEqual([]);
  });

  it('asks everybody about an action of which nobody knew before the change', () => {
    const { model, territories } = smallFleet(['gha1', 'gha2']);
    const granting = (name: string, action: string) =>
      model.roles.map(role =>
        role.arn.endsWith(name)
          ? {
              ...role,
              identity: [
                source(name, {
                  Effect: 'Allow',
                  Action: action,
                  Resource: 'arn:aws:s3:::gha1-*',
                }),
              ],
            }
          : role,
      );
    const wide = { ...model, roles: granting('gha2', 's3:*') };
    const proof = new IsolationProof(compileAccessModel(wide), {
      territories,
      permissions,
      context,
    });
    const [territory] = territories;
    const roles = granting('gha1', 's3:PutBucketFuture').slice(0, 1);
    if (!territory) {
      throw new Error('The fleet has a territory');
    }
    proof.recheck({ territory, permissions, roles, buckets: [] });
    const after = { ...wide, roles: [...roles, ...wide.roles.slice(1)] };
    expect(told(proof.trespasses)).toEqual(told(fresh(after, territories)));
    expect(told(proof.trespasses).join()).toMatch(
      /gha2 s3:PutBucketFuture arn:aws:s3:::gha1-\*/,
    );
  });
});
