import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCorridor, type Corridor } from '@corridors/model';
import { parse } from 'yaml';

import { fixtureFiles, gitopsFleet, placeOf } from './__fixtures__/gitopsFleet';
import type { ManifestFile } from './files/manifestFile';
import { renderCorridor } from './renderCorridor';

const fleet = gitopsFleet();
const NAMES = fleet.corridors.map(({ metadata }) => metadata.name);

function render(
  name: string,
  change: (corridor: Corridor) => Corridor = same => same,
): ManifestFile[] {
  const { corridor, environment } = placeOf(name, fleet);
  return renderCorridor(change(corridor), environment, fleet);
}

function objectIn(files: readonly ManifestFile[], file: string) {
  const found = files.find(one => one.path === file);
  if (!found) {
    throw new Error(
      `${file} is not among ${files.map(one => one.path).join(', ')}`,
    );
  }
  return parse(found.content);
}

/** UPDATE_GOLDEN=1 writes the files anew; review what changed before committing. */
function writeGolden(name: string, files: readonly ManifestFile[]) {
  const root = path.join(__dirname, '__fixtures__', 'rendered', name);
  rmSync(root, { recursive: true, force: true });
  for (const file of files) {
    const target = path.join(root, `${file.path}.golden`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.content);
  }
}

describe('renderCorridor', () => {
  it.each(NAMES)('renders %s as the reviewed files', name => {
    const files = render(name);
    if (process.env.UPDATE_GOLDEN) {
      writeGolden(name, files);
    }
    const golden = fixtureFiles(`rendered/${name}`).map(file => ({
      ...file,
      path: file.path.replace(/\.golden$/, ''),
    }));
    expect(files).toEqual(golden);
  });

  it('gives the same bytes whatever the order of keys and of the fleet', () => {
    for (const name of NAMES) {
      const { corridor, environment } = placeOf(name, fleet);
      const shuffled = {
        corridors: [...fleet.corridors].reverse().map(reverseKeys),
        environments: [...fleet.environments].reverse().map(reverseKeys),
        invalid: [],
      };
      expect(
        renderCorridor(
          reverseKeys(corridor),
          reverseKeys(environment),
          shuffled,
        ),
      ).toEqual(render(name));
    }
  });

  it('makes no difference whether the corridor is in the fleet yet', () => {
    const { corridor, environment } = placeOf('weblogs', fleet);
    const without = {
      ...fleet,
      corridors: fleet.corridors.filter(one => one !== corridor),
    };
    expect(renderCorridor(corridor, environment, without)).toEqual(
      render('weblogs'),
    );
  });

  it('writes a spec that reads back as the same corridor', () => {
    for (const name of NAMES) {
      const spec = render(name).find(file => file.path === 'corridor.yaml');
      expect(parseCorridor(spec?.content ?? '', 'corridor.yaml')).toEqual({
        ok: true,
        value: placeOf(name, fleet).corridor,
      });
    }
  });

  it('puts AWS objects where only administrators write, and everything else into the namespace', () => {
    for (const file of render('gha1').filter(
      one => one.path !== 'corridor.yaml',
    )) {
      const { kind, metadata } = parse(file.content);
      const expected = file.path.startsWith('aws/') ? 'corridors-aws' : 'gha1';
      expect([
        file.path,
        kind === 'Namespace' ? metadata.name : metadata.namespace,
      ]).toEqual([file.path, expected]);
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/managed-by': 'corridors',
        'corridors.dev/corridor': 'gha1',
        'corridors.dev/environment': 'single1',
      });
    }
  });

  it('quotes words that old YAML parsers take for a boolean', () => {
    const files = render('gha2', corridor => ({
      ...corridor,
      metadata: { name: 'off' },
    }));
    expect(
      files.find(file => file.path === 'kubernetes/namespace.yaml')?.content,
    ).toContain('name: "off"');
  });

  it('labels the namespace for the Spark operator only when it is wanted', () => {
    const labels = (name: string) =>
      objectIn(render(name), 'kubernetes/namespace.yaml').metadata.labels;
    expect(labels('gha1')).toHaveProperty('spark-operator', 'enabled');
    expect(labels('gha2')).not.toHaveProperty('spark-operator');
  });

  it('keeps defaults of containers within a small quota', () => {
    expect(
      objectIn(render('gha2'), 'kubernetes/limit-range.yaml').spec.limits,
    ).toEqual([
      {
        type: 'Container',
        default: { memory: '128Mi' },
        defaultRequest: { cpu: '50m', memory: '128Mi' },
      },
    ]);
  });

  it('opens the metadata service under assume-role alone, and says what that means', () => {
    const route = 'kubernetes/network-policy-allow-instance-metadata.yaml';
    const policy = objectIn(render('gha1'), route);
    expect(policy.spec.egress).toEqual([
      {
        to: [{ ipBlock: { cidr: '169.254.169.254/32' } }],
        ports: [{ protocol: 'TCP', port: 80 }],
      },
    ]);
    expect(
      policy.metadata.annotations['corridors.dev/standing-weakness'],
    ).toContain('switch role');
    expect(render('clickstream').map(file => file.path)).not.toContain(route);
  });

  it.each(NAMES)(
    'leaves no way to the metadata service of %s but that one',
    name => {
      const policies = render(name)
        .filter(
          file =>
            file.path.startsWith('kubernetes/network-policy-') &&
            !file.path.includes('instance-metadata'),
        )
        .map(file => parse(file.content));
      const blocks = policies
        .flatMap(policy => policy.spec.egress ?? [])
        .flatMap(
          (rule: { to: { ipBlock?: { cidr: string; except?: string[] } }[] }) =>
            rule.to,
        )
        .flatMap(({ ipBlock }) => ipBlock ?? []);
      const wide = blocks.filter(block => block.cidr.endsWith('/0'));
      expect(wide).toEqual([
        { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] },
        { cidr: '::/0', except: ['fd00:ec2::254/128'] },
      ]);
    },
  );

  it('gives the manager role to the owner by the environment’s pattern', () => {
    const subjects = (name: string) =>
      objectIn(render(name), 'kubernetes/manager-role-binding.yaml').subjects;
    const apiGroup = 'rbac.authorization.k8s.io';
    expect(subjects('gha1')).toEqual([
      { apiGroup, kind: 'Group', name: 'gha' },
    ]);
    expect(subjects('gha2')).toEqual([{ apiGroup, kind: 'User', name: 'ada' }]);
    expect(subjects('weblogs')).toEqual([
      { apiGroup, kind: 'Group', name: 'oidc:teams/web' },
    ]);
  });

  it('lets the driver work on pods, and on neither secrets nor roles', () => {
    const { rules } = objectIn(render('gha1'), 'kubernetes/driver-role.yaml');
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({
      apiGroups: [''],
      resources: ['pods', 'configmaps', 'persistentvolumeclaims', 'services'],
    });
  });

  it('names the environment’s permissions boundary, when it has one', () => {
    expect(
      objectIn(render('weblogs'), 'aws/role.yaml').spec.permissionsBoundary,
    ).toBe('arn:aws:iam::444455556666:policy/corridors-boundary');
    expect(objectIn(render('gha1'), 'aws/role.yaml').spec).not.toHaveProperty(
      'permissionsBoundary',
    );
  });

  it('keeps a policy of the largest corridor within what IAM takes', () => {
    const files = render('weblogs', corridor => ({
      ...corridor,
      metadata: { name: 'w'.repeat(20) },
      spec: {
        ...corridor.spec,
        buckets: Array.from({ length: 16 }, (_, index) => ({
          name: `${'b'.repeat(40)}${index + 10}`,
          purpose: 'data' as const,
          versioning: false,
        })),
      },
    }));
    const { policyDocument } = objectIn(files, 'aws/policy.yaml').spec;
    expect(policyDocument.replace(/\s/g, '').length).toBeLessThan(6144);
  });

  it('refuses an environment that is not the corridor’s', () => {
    const { corridor } = placeOf('gha1', fleet);
    const { environment } = placeOf('weblogs', fleet);
    expect(() => renderCorridor(corridor, environment, fleet)).toThrow(
      'belongs to the environment single1',
    );
  });
});

function reverseKeys<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(reverseKeys) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reverseKeys(item)]),
  ) as T;
}
