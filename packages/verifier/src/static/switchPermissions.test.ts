import {
  ACCOUNT,
  memoRepository,
  platformRole,
  readRepository,
  repositoryFiles,
} from '../__fixtures__/repository';
import {
  policyOf,
  withGrant,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import { analyzeAccess } from './analyzeAccess';

const NODE = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;
const memo = memoRepository();
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const allow = (more: object) => ({ Effect: 'Allow', ...more });
const trusting = (principal: string) =>
  allow({ Principal: { AWS: principal }, Action: 'sts:AssumeRole' });
const switching = (resource: string) =>
  allow({ Sid: 'Planted', Action: 'sts:AssumeRole', Resource: resource });

function leaks({ fleet, model }: Pick<typeof memo, 'fleet' | 'model'>) {
  return analyzeAccess({ fleet, model, accountId: ACCOUNT, view: 'declared' })
    .findings.filter(({ kind }) => kind === 'leak')
    .map(({ title, witness }) => `${title}: ${witness}`);
}

describe('the roles that nodes switch to', () => {
  it.each([
    ['that the pattern names', role('corridors/single1_*')],
    ['of one beginning', role('corridors/single1_gha*')],
    ['one by one', role('corridors/single1_gha1')],
    ['of corridors to come', role('corridors/single1_new')],
  ])('are those of corridors: %s', (_, resource) => {
    const model = withGrant(memo.model, NODE, switching(resource));
    expect(leaks({ ...memo, model })).toEqual([]);
  });

  it.each([
    ['of another environment', role('corridors/analytics_*')],
    ['of all environments', role('corridors/*')],
    ['below the path', role('corridors/single1_*/x')],
    ['below the path of a corridor', role('corridors/single1_gha1/*')],
    ['of another path', role('single1_*')],
    ['of any path', role('*single1_*')],
  ])('are no others: %s', (_, resource) => {
    const model = withGrant(memo.model, NODE, switching(resource));
    expect(leaks({ ...memo, model })).toEqual([
      expect.stringContaining('The node role of single1 can assume'),
    ]);
  });

  it.each([
    ['by name', [trusting(NODE)], []],
    [
      'by what its account lets it do',
      [trusting(`arn:aws:iam::${ACCOUNT}:root`)],
      [switching(role('corridors/single1_*'))],
    ],
  ])(
    'are not what is declared beside corridors, though it bears such a name, and trusts it %s',
    (_, trust, grants) => {
      for (const name of ['corridors/single1_ops', 'corridors/single1_x/ops']) {
        const { fleet, model } = readRepository([
          ...memo.files,
          platformRole(role(name), trust),
        ]);
        const sabotaged = grants.reduce(
          (before, statement) => withGrant(before, NODE, statement),
          model,
        );
        expect(leaks({ fleet, model: sabotaged })).toEqual([
          expect.stringMatching(
            new RegExp(`^The node role .*: ${role(name)}$`),
          ),
        ]);
      }
    },
  );

  it('may have a declared role among their names that does not trust them', () => {
    expect(
      leaks(
        readRepository([
          ...memo.files,
          platformRole(role('corridors/single1_ops'), [
            allow({
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            }),
          ]),
        ]),
      ),
    ).toEqual([]);
  });

  it('are not those of an environment whose names the pattern covers too', () => {
    const roleNamePattern = '{environment}-{corridor}';
    const two = readRepository(
      repositoryFiles(
        [
          { name: 'prod', mechanism: 'assume-role', roleNamePattern },
          { name: 'prod-eu', mechanism: 'assume-role', roleNamePattern },
        ],
        [
          { name: 'gha1', environment: 'prod' },
          { name: 'gha2', environment: 'prod-eu' },
        ],
      ),
    );
    const nodeRole = role('prod_instance');
    const wide = withGrant(
      two.model,
      nodeRole,
      switching(role('corridors/prod-*')),
    );
    expect(leaks({ ...two, model: wide })).toEqual([]);
    const open = withTrustStatement(
      two.model,
      role('corridors/prod-eu-gha2'),
      trusting(nodeRole),
    );
    expect(leaks({ ...two, model: open })).toEqual([
      expect.stringContaining(
        'The node role of prod can assume the role of gha2',
      ),
    ]);
  });

  it('may be left over in the account, where no file says what they are', () => {
    const model = {
      ...memo.model,
      roles: [
        ...memo.model.roles,
        {
          arn: role('corridors/single1_gone'),
          accountId: ACCOUNT,
          trust: policyOf('gone', trusting(NODE)),
          identity: [],
        },
      ],
    };
    const { findings } = analyzeAccess({
      fleet: memo.fleet,
      model,
      accountId: ACCOUNT,
      view: 'configured',
    });
    expect(findings).toEqual([]);
  });
});
