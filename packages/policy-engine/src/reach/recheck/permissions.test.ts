import { compileAccessModel } from '../compileAccessModel';
import { roleArn, SmallFleet, smallFleet } from '../__fixtures__/smallFleet';
import { allow, gha1With, told, trusting } from '../__fixtures__/tell';
import type { Permission, Territory } from '../Territory';
import { IsolationProof } from './IsolationProof';

interface Change {
  readonly territory: Territory;
  readonly permissions?: readonly Permission[];
}

/** What is told after each change of permissions and territories, of nothing else. */
function toldAfter(fleet: SmallFleet, ...changes: Change[]): string[][] {
  const proof = new IsolationProof(compileAccessModel(fleet.model), fleet);
  return changes.map(({ territory, permissions = [] }) => {
    proof.recheck({ territory, permissions, roles: [], buckets: [] });
    return proof.trespasses.map(
      ({ kind, region, territory: of = 'nobody' }) =>
        `${kind} ${region.action} ${region.resources} of ${of}: ${region.verdict}`,
    );
  });
}

const territoryOf = (fleet: SmallFleet, name: string): Territory => {
  const found = fleet.territories.find(({ id }) => id === name);
  if (!found) {
    throw new Error(`No territory is called ${name}`);
  }
  return found;
};

describe('IsolationProof of permissions', () => {
  it('tells what a permission permitted as soon as it is taken back', () => {
    const Resource = 'arn:aws:s3:::gha2-primary/*';
    const fleet = gha1With(allow({ Resource }));
    const permission: Permission = {
      principal: { kind: 'role', arn: roleArn('gha1') },
      actions: ['s3:GetObject'],
      bucket: 'gha2-primary',
      accountId: territoryOf(fleet, 'gha2').accountId,
    };
    const leak = told(fleet);
    expect(leak).toEqual([`bucket s3:GetObject ${Resource} of gha2: allow`]);
    const territory = territoryOf(fleet, 'gha1');
    expect(
      toldAfter(
        fleet,
        { territory, permissions: [permission] },
        { territory: territoryOf(fleet, 'gha2') },
        { territory },
      ),
    ).toEqual([[], [], leak]);
  });

  it('leaves a role to the territory that it went to before the other gave it up', () => {
    const fleet = trusting({
      Effect: 'Allow',
      Principal: { AWS: roleArn('gha1') },
      Action: 'sts:AssumeRole',
    });
    const [first, second] = ['gha1', 'gha2'].map(id => territoryOf(fleet, id));
    if (!first || !second) {
      throw new Error('The fleet is empty');
    }
    const roleArns = [...first.roleArns, ...second.roleArns];
    expect(told(fleet)).toHaveLength(1);
    expect(
      toldAfter(
        fleet,
        { territory: { ...first, roleArns } },
        { territory: { ...second, roleArns: [] } },
      ).at(-1),
    ).toEqual([]);
  });

  it('answers for a territory that nobody knew as for one that was always there', () => {
    const fleet = smallFleet(['gha1', 'gha2']);
    const [first, second] = fleet.territories;
    const without = { ...fleet, territories: first ? [first] : [] };
    expect(told(without)).not.toEqual([]);
    expect(
      toldAfter(without, { territory: second ?? territoryOf(fleet, 'gha2') }),
    ).toEqual([[]]);
  });
});
