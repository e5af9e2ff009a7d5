import type { Principal } from '../request/AccessRequest';
import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';
import { accountOf } from './principalKey';
import { nameOf, Regions } from './__fixtures__/regions';
import { PlainCell, PlainLoop } from './__fixtures__/plainLoop';
import {
  bucketsOf,
  RandomFleet,
  randomFleet,
  roleArnOf,
} from './__fixtures__/randomFleet';
import { STRANGER } from './__fixtures__/randomStatements';
import { OTHER, OWN } from './__fixtures__/smallFleet';

const FLEETS = Number(process.env.CORRIDORS_FLEETS ?? 300);
const CONTEXT = { 'aws:SecureTransport': 'true' };
const ON_BUCKETS = ['s3:ListBucket', 's3:PutBucketPolicy'];
const ON_OBJECTS = ['s3:GetObject', 's3:PutObject'];

/** Principals that no fleet holds: of its accounts, of one that policies name, and of one that nothing names. */
const STRANGERS: readonly Principal[] = [
  OWN,
  OTHER,
  STRANGER,
  '123412341234',
].flatMap((account): Principal[] => [
  ...[
    'role/ops',
    'role/team/ops',
    'role/corridors/ghax',
    'role/corridors/gha1x',
    'role/stranger',
  ].map(
    (name): Principal => ({
      kind: 'role',
      arn: `arn:aws:iam::${account}:${name}`,
    }),
  ),
  ...['bob', 'andy', 'team/alice', 'zoe'].map(
    (name): Principal => ({
      kind: 'user',
      arn: `arn:aws:iam::${account}:user/${name}`,
    }),
  ),
  { kind: 'user', arn: `arn:aws:sts::${account}:federated-user/bob` },
  { kind: 'root', accountId: account },
]);

function* cellsOf({ places }: RandomFleet): Iterable<PlainCell> {
  for (const place of places) {
    const { account: accountId } = place;
    const targets = [
      ...bucketsOf(place).flatMap(bucket => [
        { resource: `arn:aws:s3:::${bucket}`, actions: ON_BUCKETS },
        { resource: `arn:aws:s3:::${bucket}/data/x`, actions: ON_OBJECTS },
        { resource: `arn:aws:s3:::${bucket}/secret/x`, actions: ON_OBJECTS },
      ]),
      { resource: roleArnOf(place), actions: ['sts:AssumeRole'] },
    ];
    for (const principal of STRANGERS) {
      // The root user of an account may do everything within it, which is not told.
      if (principal.kind !== 'root' || principal.accountId !== accountId) {
        for (const { resource, actions } of targets) {
          for (const action of actions) {
            yield { principal, action, resource, accountId };
          }
        }
      }
    }
  }
}

describe(`on ${FLEETS} random fleets`, () => {
  it('a stranger who is let in is told, or somebody who stands for it', () => {
    const missed: string[] = [];
    const counts = { cells: 0, letIn: 0 };
    for (let seed = 1; seed <= FLEETS; seed++) {
      const fleet = randomFleet(seed, 0.5);
      const plain = new PlainLoop(fleet, CONTEXT);
      const { trespasses } = findTrespasses(compileAccessModel(fleet.model), {
        territories: fleet.territories,
        permissions: fleet.permissions,
        actions: [...ON_BUCKETS, ...ON_OBJECTS, 'sts:AssumeRole'],
        context: CONTEXT,
      });
      const regions = new Regions(trespasses.map(({ region }) => region));
      for (const cell of cellsOf(fleet)) {
        counts.cells++;
        const { verdict } = plain.decide(cell);
        if (verdict !== 'deny') {
          counts.letIn++;
          const as = ['somebody', `of ${accountOf(cell.principal)}`];
          if (!regions.hold(cell, verdict, as)) {
            missed.push(`${seed}: ${nameOf(cell)}: ${verdict}`);
          }
        }
      }
    }
    expect(missed.slice(0, 20)).toEqual([]);
    expect(counts.cells).toBeGreaterThan(1_000 * FLEETS);
    expect(counts.letIn).toBeGreaterThan(10 * FLEETS);
  });
});
