import { agreeingBucketPolicy, agreeingTrustPolicy } from './agreeingPolicies';
import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';
import {
  BUCKETS,
  CALLER,
  ELSEWHERE,
  KEYS,
  narrowFleet,
  roleOf,
  ROLES,
} from './__fixtures__/narrowFleet';
import { PlainCell, PlainLoop } from './__fixtures__/plainLoop';
import type { RandomFleet } from './__fixtures__/randomFleet';
import { nameOf, Regions } from './__fixtures__/regions';
import { OTHER, OWN } from './__fixtures__/smallFleet';
import { principalKey } from './principalKey';
import type { Territory } from './Territory';

const FLEETS = 4 * Number(process.env.CORRIDORS_FLEETS ?? 300);
const ACCOUNTS = [OWN, OTHER, ELSEWHERE];

const exactnessOf = (name: string) =>
  /[*?]/.test(name) ? name.replaceAll(/[*?]/g, '').length : Infinity;

/** Wildcards of claims and permissions stay within a segment. */
const matches = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`,
  ).test(text);

const bucketOf = (resource: string) =>
  /^arn:aws:s3:::([^/]*)/.exec(resource)?.[1];

function* everyCell(): Iterable<PlainCell> {
  for (const accountId of ACCOUNTS) {
    for (const bucket of BUCKETS) {
      const arn = `arn:aws:s3:::${bucket}`;
      yield cellOf('s3:ListBucket', arn, accountId);
      for (const key of KEYS) {
        yield cellOf('s3:GetObject', `${arn}/${key}`, accountId);
      }
    }
    for (const role of ROLES) {
      yield cellOf('sts:AssumeRole', roleOf(role, accountId), accountId);
    }
  }
}

function cellOf(action: string, resource: string, accountId: string) {
  return { principal: CALLER, action, resource, accountId };
}

const CELLS = [...everyCell()];

/** What bears the name, if there is such. */
function bearerOf({ resource }: PlainCell, { model }: RandomFleet) {
  const name = bucketOf(resource);
  return name === undefined
    ? model.roles.find(({ arn }) => arn === resource)
    : model.buckets.find(bucket => bucket.name === name);
}

/** Account that is known to own a name, or said to. */
function ownerOf(cell: PlainCell, fleet: RandomFleet): string | undefined {
  const name = bucketOf(cell.resource);
  const { territories, permissions } = fleet;
  return (
    bearerOf(cell, fleet) ??
    territories.find(({ bucketNames }) =>
      bucketNames.some(own => own === name),
    ) ??
    permissions.flatMap(one =>
      'bucket' in one && one.bucket === name ? [one] : [],
    )[0]
  )?.accountId;
}

/** Of what nobody bears yet: the policy by which an owner agrees. */
function agreementFor(cell: PlainCell, fleet: RandomFleet) {
  if (bearerOf(cell, fleet)) {
    return undefined;
  }
  if (bucketOf(cell.resource) === undefined) {
    return agreeingTrustPolicy(OWN);
  }
  return cell.accountId === OWN ? undefined : agreeingBucketPolicy(OWN);
}

function isPermitted(cell: PlainCell, fleet: RandomFleet): boolean {
  const { resource, action, accountId } = cell;
  const bucket = bucketOf(resource);
  const isOwn =
    bucket === undefined
      ? resource === CALLER.arn
      : ownersOf(bucket, accountId, fleet).join() === 'own';
  return (
    isOwn ||
    fleet.permissions.some(permission =>
      'bucket' in permission
        ? permission.bucket === bucket &&
          permission.accountId === accountId &&
          permission.actions.includes(action)
        : matches(permission.roleArn, resource) &&
          !permission.except?.includes(resource),
    )
  );
}

/** The territories with the most exact claim on a name. */
function ownersOf(
  bucket: string,
  accountId: string,
  { territories }: RandomFleet,
): string[] {
  const claims = territories
    .filter(territory => territory.accountId === accountId)
    .flatMap(({ id, bucketNames }: Territory) =>
      bucketNames
        .filter(name => matches(name, bucket))
        .map(name => ({ id, exactness: exactnessOf(name) })),
    );
  const best = Math.max(...claims.map(({ exactness }) => exactness));
  return [
    ...new Set(
      claims.filter(({ exactness }) => exactness === best).map(({ id }) => id),
    ),
  ];
}

describe(`on ${FLEETS} random policies over names that are few enough to look at each`, () => {
  it('tells exactly where a name is reached that is not permitted', () => {
    const wrong: string[] = [];
    const counts = { reached: 0, regions: 0 };
    for (let seed = 1; seed <= FLEETS; seed++) {
      const fleet = narrowFleet(seed);
      const plain = new PlainLoop(fleet, {});
      const decide = (cell: PlainCell) =>
        plain.decide(cell, {}, agreementFor(cell, fleet)).verdict;
      const canBe = (cell: PlainCell) =>
        (ownerOf(cell, fleet) ?? cell.accountId) === cell.accountId;
      const regions = findTrespasses(compileAccessModel(fleet.model), {
        ...fleet,
        actions: ['s3:ListBucket', 's3:GetObject', 'sts:AssumeRole'],
      }).trespasses.map(({ region }) => region);
      const told = new Regions(regions);
      for (const cell of CELLS) {
        if (canBe(cell) && !isPermitted(cell, fleet)) {
          const verdict = decide(cell);
          if (verdict !== 'deny') {
            counts.reached++;
            if (!told.hold(cell, verdict)) {
              wrong.push(`${seed}: missed ${nameOf(cell)} ${cell.accountId}`);
            }
          }
        }
      }
      for (const region of regions) {
        if (principalKey(region.principal) !== CALLER.arn) {
          continue;
        }
        counts.regions++;
        const cell = cellOf(
          region.action,
          region.witness,
          region.witnessAccount,
        );
        if (
          !canBe(cell) ||
          isPermitted(cell, fleet) ||
          decide(cell) !== region.verdict
        ) {
          wrong.push(
            `${seed}: false ${nameOf(cell)} ${cell.accountId} ${
              region.verdict
            }`,
          );
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(counts.reached).toBeGreaterThan(20 * FLEETS);
    expect(counts.regions).toBeGreaterThan(FLEETS);
  });
});
