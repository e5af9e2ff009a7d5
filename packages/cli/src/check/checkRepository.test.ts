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
      baseContext: {},
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

describe('checkRepository, of files outside of their places', () => {
  const at = (path: string, content = 'kind: Role\n'): RepositoryFile => ({
    path,
    content,
  });

  it.each([
    ['corridors/gha1/x.yaml'],
    ['corridors/gha1/AWS/x.yaml'],
    ['corridors/gha1/helm/Chart.yaml'],
    ['corridors/gha1/helm/templates/x.tpl'],
    ['corridors/gha1/x.JSON'],
    ['corridors/gha1/Kustomization'],
    ['corridors/gha1/.argocd-source.yaml'],
    ['corridors/x.yml'],
    ['corridors/gha1/corridor.yml'],
    ['corridors/gha1/aws/x.txt'],
    ['corridors/gha1/kubernetes/x.jsonnet'],
    ['environments/analytics/x.yaml'],
  ])('fails on %s', file => {
    const { report, failed } = check([...SOUND, at(file)]);
    expect(failed).toBe(true);
    const [result] = report.results;
    expect(result).toMatchObject({ severity: 'error', places: [{ file }] });
    expect(result?.nextAction).toMatch(/emove|ename/);
  });

  it.each([
    ['corridors/README.md'],
    ['corridors/gha1/README.md'],
    ['corridors/gha1/kubernetes/README.md'],
    ['corridors/gha1/aws/.gitkeep'],
    ['corridors/gha1/notes.txt'],
  ])('only notes %s', file => {
    const { report } = check([...SOUND, at(file)]);
    expect(report.results).toEqual([]);
    expect(report.notCovered).toContain(
      `Files that no GitOps controller applies, by their names: 1, such as ${file}`,
    );
  });

  it('only notes files that are no text', () => {
    const { results, notCovered } = checkRepository({
      repository: {
        files: SOUND,
        problems: [],
        ignored: ['corridors/gha1/diagram.png'],
      },
      root: '',
      now: NOW,
    });
    expect(results).toEqual([]);
    expect(notCovered.join()).toContain('diagram.png');
  });

  it.each([['.corridors/waivers.yml'], ['.corridors/waivers.yaml/x.yaml']])(
    'warns of %s, which somebody may take for waivers',
    file => {
      const { report, failed } = check([...SOUND, at(file)]);
      expect(failed).toBe(false);
      expect(report.results).toMatchObject([
        { severity: 'warning', places: [{ file }] },
      ]);
    },
  );
});

describe('checkRepository, of what is not understood', () => {
  it('tells once what hangs on one document, and how much it is', () => {
    const { results } = check(
      edit(SOUND, POLICY, content =>
        content.replace('StringEquals', 'StringIs'),
      ),
    ).report;
    expect(results.map(({ kind }) => kind)).toEqual([
      'not-understood',
      'not-as-rendered',
    ]);
    expect(results[0]?.explanation).toMatch(
      /^Nothing is proved of what gha1 reaches\. Not proven that gha1 cannot .*, and \d+ more ways in that hang on it\.$/,
    );
  });

  it('tells once what hangs on a file that is not read', () => {
    const { results } = check(
      edit(SOUND, 'corridors/gha1/aws/role.yaml', content => `${content}: [`),
    ).report;
    expect(results.map(({ id }) => id)).toEqual([
      'not-understood:not-yaml:corridors/gha1/aws/role.yaml',
      'not-as-rendered:corridors/gha1/aws/role.yaml',
    ]);
    expect(results[0]?.explanation).toContain(
      'Nothing is proved of who reaches the role of gha1.',
    );
  });

  it('tells a spec that is missing or invalid once, at a file that there is', () => {
    const spec = 'corridors/gha1/corridor.yaml';
    const missing = check(SOUND.filter(({ path }) => path !== spec)).report;
    expect(missing.results).toMatchObject([
      {
        id: `not-understood:missing-spec:${spec}`,
        places: [{ file: POLICY.replace('policy', 'bucket-raw'), line: 1 }],
        nextAction: `Add ${spec}, or remove the folder.`,
        explanation: expect.stringContaining('corridors/gha1 declares'),
      },
    ]);
    const invalid = edit(SOUND, spec, content =>
      content.replace('kind: Corridor', 'kind: Korridor'),
    );
    expect(check(invalid).report.results).toMatchObject([
      { places: [{ file: spec, line: 2 }] },
    ]);
  });
});

describe('checkRepository, against a base', () => {
  const isRendered = ({ path }: RepositoryFile) =>
    /^corridors\/gha1\/(aws|kubernetes)\//.test(path);
  const unrendered = SOUND.filter(file => !isRendered(file));

  it('fails when what was rendered of a corridor is deleted', () => {
    const { report, failed } = check(unrendered, SOUND);
    expect(failed).toBe(true);
    expect(report.results).toMatchObject([
      {
        id: 'not-as-rendered:corridors/gha1',
        severity: 'error',
        status: 'open',
        explanation: expect.stringContaining('The base has what was rendered'),
      },
    ]);
  });

  it('only warns of a corridor of which the base had nothing rendered either, or nothing at all', () => {
    for (const base of [unrendered, renderedRepository('gha2')]) {
      const { report, failed } = check(unrendered, base);
      expect(failed).toBe(false);
      expect(report.results).toMatchObject([{ severity: 'warning' }]);
    }
    const retired = SOUND.filter(
      ({ path }) => !path.startsWith('corridors/gha1/'),
    );
    expect(check(retired, SOUND).report.results).toEqual([]);
  });

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
