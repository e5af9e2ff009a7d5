import { corridorRules, corridorConditions } from './rules';

const gha1 = {
  name: 'gha1',
  owner: 'group:default/gha',
  environment: 'single1',
};

describe('corridorRules', () => {
  it.each([
    [['group:default/gha', 'user:default/ada'], true],
    [['group:default/other'], false],
    [[], false],
  ])('IS_OWNER with %j is %s', (claims, expected) => {
    expect(corridorRules.isOwner.apply(gha1, { claims })).toBe(expected);
    expect(corridorRules.isOwner.toQuery({ claims })).toEqual({
      key: 'owner',
      values: claims,
    });
  });

  it.each([
    [['single1', 'single2'], true],
    [['single2'], false],
  ])('HAS_ENVIRONMENT with %j is %s', (environments, expected) => {
    expect(corridorRules.hasEnvironment.apply(gha1, { environments })).toBe(
      expected,
    );
    expect(corridorRules.hasEnvironment.toQuery({ environments })).toEqual({
      key: 'environment',
      values: environments,
    });
  });

  it('gives conditions for policies', () => {
    expect(
      corridorConditions.isOwner({ claims: ['group:default/gha'] }),
    ).toEqual({
      rule: 'IS_OWNER',
      resourceType: 'corridor',
      params: { claims: ['group:default/gha'] },
    });
  });
});
