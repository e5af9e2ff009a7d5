import type { RepositoryFile } from '@corridors/model';
import {
  edit,
  ENVIRONMENT,
  renderedRepository,
  specFile,
  specs,
  withRendered,
} from '../__fixtures__/repository';
import { WAIVERS_FILE } from '../repository/repository';
import { checkRepository } from './checkRepository';
import { hasFailed } from './checkReport';

const NOW = new Date('2026-11-01T12:00:00Z');
const POLICY = 'corridors/gha1/aws/policy.yaml';
const ROLE_POLICY =
  'identity policy arn:aws:iam::444455556666:policy/corridors/analytics-gha1';
const LEAK = `leak:corridor:gha1:statement WriteObjects of ${ROLE_POLICY}`;

const SOUND = renderedRepository('gha1', 'gha2');

/** Lets gha1 use the objects of another corridor's bucket, where its own is named. */
const LEAKING = edit(SOUND, POLICY, content =>
  content.replace('arn:aws:s3:::gha1-raw/*', 'arn:aws:s3:::gha2-raw/*'),
);

const waiver = (expires: string): RepositoryFile => ({
  path: WAIVERS_FILE,
  content: `apiVersion: corridors.dev/v1alpha1
kind: Waivers
spec:
  waivers:
    - { finding: '${LEAK}', reason: Moves in December, expires: ${expires}, approvedBy: group:default/platform }
    - { finding: 'not-as-rendered:${POLICY}', reason: Moves in December, expires: ${expires}, approvedBy: group:default/platform }
`,
});

function check(
  files: readonly RepositoryFile[],
  base?: readonly RepositoryFile[],
) {
  const report = checkRepository({
    repository: { files, problems: [] },
    ...(base && {
      base: { name: 'main', repository: { files: base, problems: [] } },
    }),
    root: '',
    now: NOW,
  });
  return { report, failed: hasFailed(report) };
}

const shown = (files: readonly RepositoryFile[]) =>
  check(files).report.results.map(({ id, severity, places: [place] }) => ({
    id,
    severity,
    place: `${place.file}:${place.line}`,
  }));

describe('checkRepository', () => {
  it('finds nothing in a sound repository, and says what it proved', () => {
    const { report, failed } = check(SOUND);
    expect(report.results).toEqual([]);
    expect(failed).toBe(false);
    expect(report).toMatchObject({
      corridors: 2,
      environments: 1,
      accounts: [
        {
          accountId: '444455556666',
          environments: ['analytics'],
          proved: { principals: 2 },
        },
      ],
      baseContext: { 'aws:SecureTransport': 'true' },
    });
    expect(report.accounts[0]?.proved.cells).toBeGreaterThan(0);
  });

  it('finds a leak at the statement that makes it, and the file that was edited', () => {
    const { report, failed } = check(LEAKING);
    expect(failed).toBe(true);
    const leak = report.results.find(({ kind }) => kind === 'leak');
    expect(leak).toMatchObject({ id: LEAK, severity: 'error', status: 'open' });
    const [place] = leak?.places ?? [];
    const lines = LEAKING.find(({ path }) => path === POLICY)?.content.split(
      '\n',
    );
    expect(place?.file).toBe(POLICY);
    expect(lines?.slice((place?.line ?? 0) - 1).join('\n')).toContain(
      'gha2-raw',
    );
    expect(report.results).toContainEqual(
      expect.objectContaining({
        id: `not-as-rendered:${POLICY}`,
        severity: 'error',
      }),
    );
  });

  it('finds what reaches buckets that nobody has yet', () => {
    const files = edit(SOUND, POLICY, content =>
      content.replaceAll('arn:aws:s3:::gha1-raw', 'arn:aws:s3:::gha*'),
    );
    expect(
      check(files).report.results.filter(({ kind }) => kind === 'leak').length,
    ).toBeGreaterThan(0);
  });

  it.each<[what: string, files: RepositoryFile[], id: string, place: string]>([
    [
      'a spec that is invalid',
      edit(SOUND, 'corridors/gha1/corridor.yaml', content =>
        content.replace('raw', 'RAW'),
      ),
      'not-understood:invalid-value:corridors/gha1/corridor.yaml:spec.buckets[0].name',
      'corridors/gha1/corridor.yaml:8',
    ],
    [
      'an environment that is invalid',
      edit(SOUND, ENVIRONMENT, content => content.replace('ack', 'magic')),
      'not-understood:not-allowed:environments/analytics.yaml:spec.provisioner',
      'environments/analytics.yaml:15',
    ],
    [
      'a spec that its environment does not allow',
      withRendered([
        ...specs('gha2'),
        specFile('gha1', '  uses: [{ bucket: nowhere-1, access: read }]\n'),
      ]),
      'not-understood:unknown-bucket:corridors/gha1/corridor.yaml:spec.uses[0].bucket',
      'corridors/gha1/corridor.yaml:11',
    ],
    [
      'a policy that is not understood',
      edit(SOUND, POLICY, content =>
        content.replace('StringEquals', 'StringIs'),
      ),
      `not-understood:policy-not-understood:${POLICY}:Statement[0].Condition.StringIs`,
      `${POLICY}:22`,
    ],
    [
      'a file that is no YAML',
      edit(SOUND, 'corridors/gha1/aws/role.yaml', content => `${content}: [`),
      'not-understood:not-yaml:corridors/gha1/aws/role.yaml',
      'corridors/gha1/aws/role.yaml:',
    ],
    [
      'a namespace whose network policy was taken out',
      SOUND.filter(
        ({ path }) =>
          path !== 'corridors/gha1/kubernetes/network-policy-deny-all.yaml',
      ),
      'not-as-rendered:corridors/gha1/kubernetes/network-policy-deny-all.yaml',
      'corridors/gha1/corridor.yaml:1',
    ],
    [
      'an object that nothing is rendered to',
      [
        ...SOUND,
        {
          path: 'corridors/gha1/kubernetes/admin.yaml',
          content: 'kind: RoleBinding\n',
        },
      ],
      'not-as-rendered:corridors/gha1/kubernetes/admin.yaml',
      'corridors/gha1/kubernetes/admin.yaml:1',
    ],
  ])('fails on %s, with file and line', (_, files, id, place) => {
    const { failed } = check(files);
    expect(failed).toBe(true);
    expect(shown(files)).toContainEqual({
      id,
      severity: 'error',
      place: expect.stringContaining(place),
    });
  });

  it('fails on what could not be read', () => {
    const report = checkRepository({
      repository: {
        files: SOUND,
        problems: [
          {
            code: 'symbolic-link',
            severity: 'error',
            message: 'x.',
            file: 'corridors/x',
          },
        ],
      },
      root: '',
      now: NOW,
    });
    expect(hasFailed(report)).toBe(true);
  });

  it('warns once of a corridor that is not rendered yet', () => {
    const files = [...SOUND, specFile('gha3')];
    const { failed } = check(files);
    expect(failed).toBe(false);
    expect(shown(files)).toEqual([
      {
        id: 'not-as-rendered:corridors/gha3',
        severity: 'warning',
        place: 'corridors/gha3/corridor.yaml:1',
      },
    ]);
  });
});

describe('checkRepository, against a base', () => {
  it('fails only on what the base did not have, and shows the rest', () => {
    const { report, failed } = check(LEAKING, LEAKING);
    expect(failed).toBe(false);
    expect(report.base).toBe('main');
    expect(new Set(report.results.map(({ status }) => status))).toEqual(
      new Set(['in-base']),
    );
    expect(check(LEAKING, SOUND).failed).toBe(true);
    expect(check(SOUND, LEAKING).report.results).toEqual([]);
  });

  it('fails when a leak that the base had becomes wider', () => {
    const narrow = edit(LEAKING, POLICY, content =>
      content.replaceAll(/^.*"s3:(Put|Delete)Object",\n/gm, ''),
    );
    const leak = (files: readonly RepositoryFile[]) =>
      check(files, narrow).report.results.find(({ id }) => id === LEAK)?.status;
    expect(leak(narrow)).toBe('in-base');
    expect(leak(LEAKING)).toBe('open');
  });

  it('knows a leak again when statements are written above it', () => {
    const above = edit(LEAKING, POLICY, content =>
      content.replace(
        /"Statement": \[\n/,
        match =>
          `${match}        { "Sid": "Above", "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*" },\n`,
      ),
    );
    expect(above).not.toEqual(LEAKING);
    const [leak] = check(above, LEAKING).report.results;
    expect(leak).toMatchObject({ id: LEAK, status: 'in-base' });
  });

  it('takes an empty base for one that has nothing', () => {
    expect(check(LEAKING, []).failed).toBe(true);
    expect(check(SOUND, []).failed).toBe(false);
  });
});

describe('checkRepository, with waivers', () => {
  it('passes while waivers hold, and shows what they waive', () => {
    const { report, failed } = check([...LEAKING, waiver('2026-11-01')]);
    expect(failed).toBe(false);
    expect(report.results.find(({ id }) => id === LEAK)).toMatchObject({
      status: 'waived',
      waiver: { approvedBy: 'group:default/platform', line: 5 },
    });
  });

  it('fails when they have run out, and says so', () => {
    const { report, failed } = check([...LEAKING, waiver('2026-10-31')]);
    expect(failed).toBe(true);
    expect(report.results.map(({ id }) => id)).toEqual(
      expect.arrayContaining([LEAK, `waiver:${LEAK}`]),
    );
  });
});
