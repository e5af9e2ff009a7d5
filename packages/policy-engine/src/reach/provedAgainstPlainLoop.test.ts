import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { Principal } from '../request/AccessRequest';
import { agreeingBucketPolicy, agreeingTrustPolicy } from './agreeingPolicies';
import { findReachedCells } from './cells/findReachedCells';
import { compileAccessModel } from './compileAccessModel';
import { computeReach } from './computeReach';
import { findTrespasses } from './findTrespasses';
import { accountOf, principalKey } from './principalKey';
import { NaiveLoop } from './__fixtures__/naiveLoop';
import { PlainCell, PlainLoop } from './__fixtures__/plainLoop';
import {
  bucketsOf,
  RandomFleet,
  randomFleet,
  roleArnOf,
} from './__fixtures__/randomFleet';
import { nameOf, Regions } from './__fixtures__/regions';
import { OTHER, OWN } from './__fixtures__/smallFleet';

const FLEETS = Number(process.env.CORRIDORS_FLEETS ?? 300);
const NAIVE_FLEETS = Math.ceil(FLEETS / 3);
const REGION_FLEETS = Math.ceil(FLEETS / 2);
const CONTEXT = { 'aws:SecureTransport': 'true' };

const OF_BUCKETS = ['s3:ListBucket', 's3:PutBucketPolicy'];
const OF_OBJECTS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const OF_ROLES = ['sts:AssumeRole', 'iam:PassRole', 'iam:PutRolePolicy'];
const ACTIONS = [...OF_BUCKETS, ...OF_OBJECTS, ...OF_ROLES];

function principalsOf({ model }: RandomFleet): Principal[] {
  return [
    ...model.roles.map(({ arn }): Principal => ({ kind: 'role', arn })),
    ...(model.users ?? []).map(({ arn }): Principal => ({ kind: 'user', arn })),
    { kind: 'root', accountId: OWN },
    { kind: 'root', accountId: OTHER },
    { kind: 'anonymous' },
  ];
}

function targetsOf({ places, model }: RandomFleet) {
  return [
    ...places.flatMap(place =>
      bucketsOf(place).flatMap(bucket =>
        ['', '/data/part-0', '/secret/x'].map(key => ({
          resource: `arn:aws:s3:::${bucket}${key}`,
          accountId: place.account,
        })),
      ),
    ),
    ...model.roles.map(({ arn, accountId }) => ({ resource: arn, accountId })),
  ];
}

/** Names that nobody bears yet, with each account that could come to own them. */
function futureTargets({ places }: RandomFleet) {
  return places.flatMap(({ name }) =>
    ['new', 'newer/data/x', 'primary2', 'logs-1/y'].flatMap(rest =>
      [OWN, OTHER, '123412341234'].map(accountId => ({
        resource: `arn:aws:s3:::${name}-${rest}`,
        accountId,
      })),
    ),
  );
}

function actionsOn(resource: string): string[] {
  if (resource.startsWith('arn:aws:iam:')) {
    return OF_ROLES;
  }
  return resource.includes('/') ? OF_OBJECTS : OF_BUCKETS;
}

function cellsOf(
  fleet: RandomFleet,
  targets: readonly { resource: string; accountId: string }[],
): PlainCell[] {
  return principalsOf(fleet).flatMap(principal =>
    targets.flatMap(target =>
      actionsOn(target.resource).map(action => ({
        principal,
        action,
        ...target,
      })),
    ),
  );
}

/** Made anew for each test: what is shared between tests hides which of them a planted fault is found by. */
function* fleets(count: number) {
  for (let seed = 1; seed <= count; seed++) {
    const fleet = randomFleet(seed);
    yield {
      seed,
      fleet,
      model: compileAccessModel(fleet.model),
      plain: new PlainLoop(fleet, CONTEXT),
    };
  }
}

/** Of a resource that the fleet does not hold: the policy by which an owner agrees. */
function agreementFor({ principal, action, resource, accountId }: PlainCell) {
  const own = accountOf(principal);
  if (own === undefined) {
    return undefined;
  }
  if (resource.startsWith('arn:aws:iam:')) {
    return action === 'sts:AssumeRole' ? agreeingTrustPolicy(own) : undefined;
  }
  return own === accountId ? undefined : agreeingBucketPolicy(own);
}

describe(`on ${FLEETS} random fleets, a fifth sabotaged`, () => {
  const counts = { cells: 0, reached: 0, regions: 0, trespasses: 0, future: 0 };

  it('no document of the fleets is refused', () => {
    let sabotaged = 0;
    let places = 0;
    for (const { seed, fleet, model } of fleets(FLEETS)) {
      expect({ seed, refused: model.refused }).toEqual({ seed, refused: [] });
      sabotaged += fleet.sabotaged;
      places += fleet.places.length;
    }
    expect(sabotaged / places).toBeGreaterThan(0.15);
  });

  it('the index finds exactly what a plain loop over evaluate does not deny, of more than 1,400 cells a fleet', () => {
    for (const { seed, fleet, model, plain } of fleets(FLEETS)) {
      const targets = targetsOf(fleet);
      const found = [
        ...findReachedCells(model, {
          targets,
          principals: principalsOf(fleet),
          actions: ACTIONS,
          context: CONTEXT,
        }),
      ].map(
        ({ principal, action, target, answer }) =>
          `${nameOf({ principal, action, ...target })}: ${answer.verdict}`,
      );
      const cells = cellsOf(fleet, targets);
      const expected = cells.flatMap(cell => {
        const { verdict } = plain.decide(cell);
        return verdict === 'deny' ? [] : [`${nameOf(cell)}: ${verdict}`];
      });
      expect({ seed, cells: found.sort() }).toEqual({
        seed,
        cells: expected.sort(),
      });
      counts.cells += cells.length;
      counts.reached += expected.length;
    }
    expect(counts.cells).toBeGreaterThan(1_400 * FLEETS);
    expect(counts.reached).toBeGreaterThan(34 * FLEETS);
  });

  it('the index finds exactly what a naive interpreter of the raw JSON does not deny, of more than 1,000 cells a fleet', () => {
    let cells = 0;
    for (const { seed, fleet, model } of fleets(NAIVE_FLEETS)) {
      const context = {
        ...CONTEXT,
        'aws:SourceVpc': seed % 2 === 0 ? 'vpc-1' : 'vpc-2',
        'aws:PrincipalTag/team': seed % 3 === 0 ? 'data' : '2',
        's3:prefix': 'data/x',
      };
      const targets = targetsOf(fleet);
      const found = [
        ...findReachedCells(model, {
          targets,
          principals: principalsOf(fleet),
          actions: ACTIONS,
          context,
        }),
      ].map(({ principal, action, target, answer }) => {
        const verdict = answer.verdict === 'conditional' ? 'depends' : 'allow';
        return `${nameOf({ principal, action, ...target })}: ${verdict}`;
      });
      const naive = new NaiveLoop(fleet, context);
      const all = cellsOf(fleet, targets);
      const expected = all.flatMap(cell => {
        const verdict = naive.decide(cell);
        return verdict === 'deny' ? [] : [`${nameOf(cell)}: ${verdict}`];
      });
      expect({ seed, cells: found.sort() }).toEqual({
        seed,
        cells: expected.sort(),
      });
      cells += all.length;
    }
    expect(cells).toBeGreaterThan(1_000 * NAIVE_FLEETS);
  });

  it('the regions hold every cell that is reached, of names that exist and of more than 700 a fleet that do not', () => {
    const missed: string[] = [];
    for (const { seed, fleet, model, plain } of fleets(REGION_FLEETS)) {
      const regions = new Regions(
        computeReach(model, { actions: ACTIONS, context: CONTEXT }),
      );
      const look = (cell: PlainCell, agreeing?: CompiledPolicy) => {
        const { verdict } = plain.decide(cell, {}, agreeing);
        if (verdict !== 'deny' && !regions.hold(cell, verdict)) {
          missed.push(`${seed}: ${nameOf(cell)} ${cell.accountId}: ${verdict}`);
        }
      };
      const future = cellsOf(fleet, futureTargets(fleet));
      cellsOf(fleet, targetsOf(fleet)).forEach(cell => look(cell));
      future.forEach(cell => look(cell, agreementFor(cell)));
      counts.future += future.length;
    }
    expect(missed.slice(0, 20)).toEqual([]);
    expect(counts.future).toBeGreaterThan(700 * REGION_FLEETS);
  });

  it('the witness of every region is what its region says', () => {
    const wrong: string[] = [];
    for (const { seed, model, plain } of fleets(REGION_FLEETS)) {
      for (const region of computeReach(model, {
        actions: ACTIONS,
        context: CONTEXT,
      })) {
        counts.regions++;
        if (
          region.principal.kind === 'web-identity' &&
          region.verdict === 'not-understood'
        ) {
          // The sessions of roles that are taken with a provider's tokens: no principal that could be asked about.
          continue;
        }
        const { principal, action, witness, witnessAccount } = region;
        const cell = {
          principal,
          action,
          resource: witness,
          accountId: witnessAccount,
        };
        const decision = plain.decide(
          cell,
          region.witnessContext,
          agreementFor(cell),
        );
        if (decision.verdict !== region.verdict) {
          wrong.push(
            `${seed}: ${principalKey(principal)} ${action} ${witness}: ${
              region.verdict
            }, in truth ${decision.verdict}`,
          );
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(counts.regions).toBeGreaterThan(27 * REGION_FLEETS);
  });

  it('the trespasses hold every cell that is reached and not permitted, and no witness is permitted', () => {
    const missed: string[] = [];
    const permitted: string[] = [];
    for (const { seed, fleet, model, plain } of fleets(REGION_FLEETS)) {
      const { trespasses } = findTrespasses(model, {
        territories: fleet.territories,
        permissions: fleet.permissions,
        actions: ACTIONS,
        context: CONTEXT,
      });
      counts.trespasses += trespasses.length;
      const regions = new Regions(trespasses.map(({ region }) => region));
      const look = (cell: PlainCell, agreeing?: CompiledPolicy) => {
        if (cell.principal.kind === 'root' || isPermitted(cell, fleet)) {
          return;
        }
        const { verdict } = plain.decide(cell, {}, agreeing);
        if (verdict !== 'deny' && !regions.hold(cell, verdict)) {
          missed.push(`${seed}: ${nameOf(cell)} ${cell.accountId}: ${verdict}`);
        }
      };
      cellsOf(fleet, targetsOf(fleet)).forEach(cell => look(cell));
      cellsOf(fleet, futureTargets(fleet)).forEach(cell =>
        look(cell, agreementFor(cell)),
      );
      for (const { region } of trespasses) {
        const { principal, action, witness, witnessAccount } = region;
        const cell = {
          principal,
          action,
          resource: witness,
          accountId: witnessAccount,
        };
        if (isPermitted(cell, fleet)) {
          permitted.push(`${seed}: ${nameOf(cell)}`);
        }
      }
    }
    expect(missed.slice(0, 20)).toEqual([]);
    expect(permitted.slice(0, 20)).toEqual([]);
    expect(counts.trespasses).toBeGreaterThan(3 * REGION_FLEETS);
  });
});

/** By the longest name that the bucket's begins with. */
function isPermitted(
  { principal, action, resource, accountId }: PlainCell,
  { places }: RandomFleet,
): boolean {
  const own = places.find(
    place => principal.kind === 'role' && principal.arn === roleArnOf(place),
  );
  if (!own || action === 's3:PutBucketPolicy') {
    return false;
  }
  if (resource.startsWith('arn:aws:iam:')) {
    return action === 'sts:AssumeRole' && resource === roleArnOf(own);
  }
  const [owner] = places
    .filter(({ name }) => resource.startsWith(`arn:aws:s3:::${name}-`))
    .sort((a, b) => b.name.length - a.name.length);
  return owner === own && accountId === own.account;
}
