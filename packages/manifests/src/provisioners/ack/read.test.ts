import { gitopsFleet, placeOf } from '../../__fixtures__/gitopsFleet';
import type { ManifestFile } from '../../files/manifestFile';
import { renderCorridor } from '../../renderCorridor';
import { ManifestReadError } from '../ManifestReadError';
import { read } from './read';

const fleet = gitopsFleet();
const { corridor, environment } = placeOf('gha1', fleet);
const files = renderCorridor(corridor, environment, fleet);

function changed(
  path: string,
  change: (content: string) => string,
): ManifestFile[] {
  return files.map(file =>
    file.path === path ? { ...file, content: change(file.content) } : file,
  );
}

describe('read', () => {
  it('reads back the role and the buckets that were rendered', () => {
    const model = read(files, environment);
    expect(model.roles).toMatchObject([
      {
        arn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
        accountId: '111122223333',
        trust: { origin: { file: 'aws/role.yaml' } },
        identity: [
          {
            name: 'arn:aws:iam::111122223333:policy/corridors/single1_gha1',
            origin: { file: 'aws/policy.yaml' },
          },
        ],
      },
    ]);
    expect(model.buckets.map(bucket => bucket.name)).toEqual([
      'gha1-primary-1',
      'gha1-spark',
    ]);
    expect(model.buckets[0]?.publicAccessBlock).toEqual({
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    });
  });

  it('says at which line a policy stands', () => {
    const [role] = read(files, environment).roles;
    const content =
      files.find(file => file.path === 'aws/role.yaml')?.content.split('\n') ??
      [];
    expect(content[(role?.trust.origin?.line ?? 0) - 1]).toContain(
      'assumeRolePolicyDocument',
    );
  });

  it('takes a public access block that is not all on for what it is', () => {
    const open = changed('aws/bucket-spark.yaml', text =>
      text.replace('blockPublicPolicy: true', 'blockPublicPolicy: false'),
    );
    expect(
      read(open, environment).buckets[1]?.publicAccessBlock?.blockPublicPolicy,
    ).toBe(false);
  });

  it.each<[string, ManifestFile[], string]>([
    [
      'YAML that does not parse',
      changed('aws/role.yaml', () => 'kind: [Role'),
      'aws/role.yaml',
    ],
    [
      'a role without trust policy',
      changed('aws/role.yaml', text =>
        text.replace('assumeRolePolicyDocument', 'description2'),
      ),
      'assumeRolePolicyDocument',
    ],
    [
      'a policy that is not there',
      files.filter(file => file.path !== 'aws/policy.yaml'),
      'refers to Policy gha1',
    ],
    [
      'policies by ARN',
      changed('aws/role.yaml', text =>
        text.replace(
          'spec:\n',
          'spec:\n  policies: [arn:aws:iam::aws:policy/AdministratorAccess]\n',
        ),
      ),
      'whose document is not in the repository',
    ],
  ])('refuses %s', (_, input, words) => {
    const attempt = () => read(input, environment);
    expect(attempt).toThrow(ManifestReadError);
    expect(attempt).toThrow(words);
  });
});
