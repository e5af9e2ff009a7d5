import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { identityMechanismFor, renderCorridor } from '@corridors/manifests';
import { buildFleet, type Corridor, type Environment } from '@corridors/model';
import { parse } from 'yaml';

import { crdFolder, crdValidators } from './schemas/crdValidator';
import { kubernetesFaults } from './schemas/kubernetesFaults';
import { unknownFields } from './schemas/unknownFields';

/** Every file that is rendered, against the schemas of those who read it: Kubernetes, ACK and the Spark operator. */

const SPECS = path.join(
  __dirname,
  '../../packages/manifests/src/__fixtures__/gitops',
);

/** Models of the JavaScript client, by `apiVersion kind`. */
const TYPES: Readonly<Record<string, string>> = {
  'v1 Namespace': 'V1Namespace',
  'v1 ServiceAccount': 'V1ServiceAccount',
  'v1 ConfigMap': 'V1ConfigMap',
  'v1 ResourceQuota': 'V1ResourceQuota',
  'v1 LimitRange': 'V1LimitRange',
  'networking.k8s.io/v1 NetworkPolicy': 'V1NetworkPolicy',
  'rbac.authorization.k8s.io/v1 Role': 'V1Role',
  'rbac.authorization.k8s.io/v1 RoleBinding': 'V1RoleBinding',
};

const fleet = buildFleet(
  readdirSync(SPECS, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .map(file => ({
      path: file.split(path.sep).join('/'),
      content: readFileSync(path.join(SPECS, file), 'utf8'),
    })),
);

function environmentOf(corridor: Corridor): Environment {
  const environment = fleet.environments.find(
    ({ metadata }) => metadata.name === corridor.spec.environment,
  );
  if (!environment) {
    throw new Error(`no environment ${corridor.spec.environment}`);
  }
  return environment;
}

const rendered = fleet.corridors.flatMap(corridor =>
  renderCorridor(corridor, environmentOf(corridor), fleet)
    .filter(file => file.path !== 'corridor.yaml')
    .map(file => ({
      title: `${corridor.metadata.name}/${file.path}`,
      folder: path.posix.dirname(file.path),
      object: parse(file.content, { version: '1.1' }),
    })),
);

const keyOf = (object: { apiVersion: string; kind: string }) =>
  `${object.apiVersion} ${object.kind}`;

it('has specs to render, every one of them valid', () => {
  expect(fleet.invalid).toEqual([]);
  expect(fleet.corridors.length).toBeGreaterThanOrEqual(4);
});

describe("Kubernetes' own schema", () => {
  const objects = rendered.filter(({ folder }) => folder === 'kubernetes');

  it('takes every object', () => {
    const faults = kubernetesFaults(objects.map(({ object }) => object));
    expect(objects.map(({ title }, index) => [title, faults[index]])).toEqual(
      objects.map(({ title }) => [title, null]),
    );
  });

  it.each(objects)('has every field of $title', ({ object }) => {
    const type = TYPES[keyOf(object)];
    expect(type).toBeDefined();
    expect(unknownFields(object, type ?? '')).toEqual([]);
  });

  it('refuses a field that does not exist and a value of another type', () => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'x', label: {} },
    };
    expect(unknownFields(namespace, 'V1Namespace')).toEqual([
      '.metadata.label',
    ]);
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      spec: { hard: [] },
    };
    expect(kubernetesFaults([quota])).toEqual([
      expect.stringContaining('hard'),
    ]);
  });
});

function whenPresent(folder: string): void {
  describe('ACK', () => {
    const validators = crdValidators(path.join(folder, 'ack'));
    const objects = rendered.filter(one => one.folder === 'aws');

    it.each(objects)('takes $title', ({ object }) => {
      const validate = validators.get(keyOf(object));
      expect(validate).toBeDefined();
      expect(validate?.(object)).toEqual([]);
    });

    it.each([
      [{ name: 'x', public: false }, /must NOT have additional properties/],
      [{}, /must have required property 'name'/],
      [{ name: 'x', versioning: { status: true } }, /must be string/],
    ])('refuses a Bucket with the spec %j', (spec, words) => {
      const bucket = {
        apiVersion: 's3.services.k8s.aws/v1alpha1',
        kind: 'Bucket',
        metadata: { name: 'x' },
        spec,
      };
      const validate = validators.get('s3.services.k8s.aws/v1alpha1 Bucket');
      expect(validate?.(bucket).join()).toMatch(words);
    });
  });

  describe('the Spark operator', () => {
    const validators = crdValidators(path.join(folder, 'spark'));

    it.each(
      fleet.corridors.map(
        corridor => [corridor.metadata.name, corridor] as const,
      ),
    )('takes the SparkApplication offered for %s', (_, corridor) => {
      const environment = environmentOf(corridor);
      const sample = identityMechanismFor(environment)
        .clientConfiguration(corridor, environment)
        .find(({ id }) => id === 'spark-application');
      const object = parse(sample?.content ?? '');
      expect(validators.get(keyOf(object))?.(object)).toEqual([]);
    });
  });
}

function whenAbsent(): void {
  it('has the published definitions to check against', () => {
    const message = `CORRIDORS_CRD_DIR is ${
      process.env.CORRIDORS_CRD_DIR ?? 'not set'
    }; it must name a folder with ack/*.yaml and spark/*.yaml, so that rendered files can be checked.`;
    if (process.env.CI === 'true') {
      throw new Error(message);
    }
    // eslint-disable-next-line no-console
    console.warn(`Custom resources are not checked. ${message}`);
    expect(crdFolder()).toBeUndefined();
  });
}

const folder = crdFolder();

describe('the published definitions', () => {
  if (folder === undefined) {
    whenAbsent();
  } else {
    whenPresent(folder);
  }
});
