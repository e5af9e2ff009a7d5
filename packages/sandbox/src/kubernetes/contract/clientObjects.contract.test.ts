import {
  CoreV1Api,
  CustomObjectsApi,
  PatchStrategy,
  RbacAuthorizationV1Api,
  VersionApi,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { application, refusalOf } from '../__testUtils__/clientNode';
import {
  ContractCluster,
  openContractCluster,
} from '../__testUtils__/contractCluster';
import { eventually } from '../__testUtils__/eventually';

jest.setTimeout(60_000);

const NAMESPACE = `contract-objects-${process.pid}`;
const SPARK = {
  group: 'sparkoperator.k8s.io',
  version: 'v1beta2',
  plural: 'sparkapplications',
};

let cluster: ContractCluster;
let core: CoreV1Api;
let custom: CustomObjectsApi;

beforeAll(async () => {
  cluster = await openContractCluster();
  core = cluster.config.makeApiClient(CoreV1Api);
  custom = cluster.config.makeApiClient(CustomObjectsApi);
  await core.createNamespace({ body: { metadata: { name: NAMESPACE } } });
});

afterAll(async () => {
  await core.deleteNamespace({ name: NAMESPACE });
  await cluster.close();
});

describe('objects', () => {
  it('creates, reads, replaces and deletes', async () => {
    const created = await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body: { metadata: { name: 'cycle' }, data: { a: '1' } },
    });
    expect(created.metadata?.uid).toMatch(/^[0-9a-f-]{36}$/);

    const replaced = await core.replaceNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'cycle',
      body: { ...created, data: { a: '2' } },
    });
    expect(replaced.metadata?.resourceVersion).not.toBe(
      created.metadata?.resourceVersion,
    );
    expect(replaced.metadata?.uid).toBe(created.metadata?.uid);

    const status = await core.deleteNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'cycle',
    });
    expect(status.status).toBe('Success');
    expect(
      (
        await refusalOf(
          core.readNamespacedConfigMap({ namespace: NAMESPACE, name: 'cycle' }),
        )
      ).code,
    ).toBe(404);
  });

  it('keeps the resource version of a write that changes nothing', async () => {
    const body = { metadata: { name: 'same' }, data: { a: '1' } };
    const created = await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body,
    });
    const again = await core.replaceNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'same',
      body: created,
    });
    expect(again.metadata?.resourceVersion).toBe(
      created.metadata?.resourceVersion,
    );
  });

  it('refuses a write against an older version', async () => {
    const body = { metadata: { name: 'stale' }, data: { a: '1' } };
    const first = await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body,
    });
    await core.replaceNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'stale',
      body: { ...first, data: { a: '2' } },
    });
    expect(
      await refusalOf(
        core.replaceNamespacedConfigMap({
          namespace: NAMESPACE,
          name: 'stale',
          body: { ...first, data: { a: '3' } },
        }),
      ),
    ).toMatchObject({
      code: 409,
      status: {
        reason: 'Conflict',
        message: expect.stringContaining('the object has been modified'),
      },
    });
  });

  it.each([
    [
      'a name that is taken',
      409,
      'AlreadyExists',
      () => core.createNamespace({ body: { metadata: { name: NAMESPACE } } }),
    ],
    [
      'a name with capitals',
      422,
      'Invalid',
      () =>
        core.createNamespacedConfigMap({
          namespace: NAMESPACE,
          body: { metadata: { name: 'Upper' } },
        }),
    ],
    [
      'no name',
      422,
      'Invalid',
      () =>
        core.createNamespacedConfigMap({
          namespace: NAMESPACE,
          body: { metadata: {} },
        }),
    ],
    [
      'a namespace that does not exist',
      404,
      'NotFound',
      () =>
        core.createNamespacedConfigMap({
          namespace: 'no-such',
          body: { metadata: { name: 'a' } },
        }),
    ],
    [
      'a pod without containers',
      422,
      'Invalid',
      () =>
        core.createNamespacedPod({
          namespace: NAMESPACE,
          body: { metadata: { name: 'a' }, spec: { containers: [] } },
        }),
    ],
    [
      'a pod of a missing service account',
      403,
      'Forbidden',
      () =>
        core.createNamespacedPod({
          namespace: NAMESPACE,
          body: {
            metadata: { name: 'a' },
            spec: {
              serviceAccountName: 'no-such',
              containers: [{ name: 'c', image: 'i' }],
            },
          },
        }),
    ],
  ])('refuses %s', async (_title, code, reason, call) => {
    expect(await refusalOf(call())).toMatchObject({ code, status: { reason } });
  });

  it('answers an unknown group with plain text', async () => {
    const call = custom.listClusterCustomObject({
      group: 'no.such.group',
      version: 'v1',
      plural: 'things',
    });
    expect(await refusalOf(call)).toEqual({
      code: 404,
      status: { message: '404 page not found\n' },
    });
  });

  it('refuses a binding that changes its role', async () => {
    const rbac = cluster.config.makeApiClient(RbacAuthorizationV1Api);
    const roleRef = {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'view',
    };
    const created = await rbac.createNamespacedRoleBinding({
      namespace: NAMESPACE,
      body: { metadata: { name: 'fixed' }, roleRef, subjects: [] },
    });
    const changed = { ...created, roleRef: { ...roleRef, name: 'edit' } };
    const call = rbac.replaceNamespacedRoleBinding({
      namespace: NAMESPACE,
      name: 'fixed',
      body: changed,
    });
    expect(await refusalOf(call)).toMatchObject({
      code: 422,
      status: { message: expect.stringContaining('cannot change roleRef') },
    });
  });

  it('deletes dependents after their owner', async () => {
    const owner = await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body: { metadata: { name: 'owner' } },
    });
    const reference = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'owner',
      uid: owner.metadata?.uid ?? '',
    };
    await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body: { metadata: { name: 'dependent', ownerReferences: [reference] } },
    });
    await core.deleteNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'owner',
      propagationPolicy: 'Background',
    });
    await eventually(async () =>
      expect(
        (
          await refusalOf(
            core.readNamespacedConfigMap({
              namespace: NAMESPACE,
              name: 'dependent',
            }),
          )
        ).code,
      ).toBe(404),
    );
  });

  it('keeps an object until its last finalizer is gone', async () => {
    await core.createNamespacedConfigMap({
      namespace: NAMESPACE,
      body: { metadata: { name: 'held', finalizers: ['corridors.dev/test'] } },
    });
    await core.deleteNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'held',
    });
    const held = await core.readNamespacedConfigMap({
      namespace: NAMESPACE,
      name: 'held',
    });
    expect(held.metadata?.deletionTimestamp).toBeInstanceOf(Date);

    await core.patchNamespacedConfigMap(
      {
        namespace: NAMESPACE,
        name: 'held',
        body: { metadata: { finalizers: null } },
      },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    expect(
      (
        await refusalOf(
          core.readNamespacedConfigMap({ namespace: NAMESPACE, name: 'held' }),
        )
      ).code,
    ).toBe(404);
  });

  it('tells its version', async () => {
    expect(
      Number((await cluster.config.makeApiClient(VersionApi).getCode()).minor),
    ).toBeGreaterThan(20);
  });
});

describe('custom resources', () => {
  it('names each field that the schema refuses', async () => {
    const body = application('wrong', {
      mode: 'sideways',
      mainApplicationFile: undefined,
      sparkVersion: 3,
    });
    const { code, status } = await refusalOf(
      custom.createNamespacedCustomObject({
        ...SPARK,
        namespace: NAMESPACE,
        body,
      }),
    );
    expect(code).toBe(422);
    expect(status.details?.causes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: 'spec.mode',
          reason: 'FieldValueNotSupported',
        }),
        expect.objectContaining({
          field: 'spec.mainApplicationFile',
          reason: 'FieldValueRequired',
        }),
        expect.objectContaining({
          field: 'spec.sparkVersion',
          reason: 'FieldValueTypeInvalid',
        }),
      ]),
    );
  });

  it('changes the status through its subresource only', async () => {
    await custom.createNamespacedCustomObject({
      ...SPARK,
      namespace: NAMESPACE,
      body: application('status'),
    });
    const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    const target = { ...SPARK, namespace: NAMESPACE, name: 'status' };
    const status = { driverInfo: {}, applicationState: { state: 'RUNNING' } };

    expect(
      await custom.patchNamespacedCustomObject(
        { ...target, body: { status } },
        merge,
      ),
    ).not.toHaveProperty('status');
    const patched = await custom.patchNamespacedCustomObjectStatus(
      { ...target, body: { status, spec: { suspend: false } } },
      merge,
    );
    expect(patched).toMatchObject({
      status,
      spec: { suspend: true },
      metadata: { generation: 1 },
    });
  });

  it('takes an object body as JSON patch only when it is a list', async () => {
    await custom.createNamespacedCustomObject({
      ...SPARK,
      namespace: NAMESPACE,
      body: application('patch'),
    });
    const call = custom.patchNamespacedCustomObject({
      ...SPARK,
      namespace: NAMESPACE,
      name: 'patch',
      body: { spec: {} },
    });
    expect((await refusalOf(call)).code).toBe(400);
  });

  it('takes no strategic merge patch', async () => {
    await custom.createNamespacedCustomObject({
      ...SPARK,
      namespace: NAMESPACE,
      body: application('strategic'),
    });
    const call = custom.patchNamespacedCustomObject(
      { ...SPARK, namespace: NAMESPACE, name: 'strategic', body: { spec: {} } },
      setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
    );
    expect((await refusalOf(call)).code).toBe(415);
  });
});

describe('namespaces', () => {
  it('answers a deletion as terminating, takes nothing new, and goes with its content', async () => {
    const name = `${NAMESPACE}-ends`;
    await core.createNamespace({ body: { metadata: { name } } });
    await core.createNamespacedConfigMap({
      namespace: name,
      body: { metadata: { name: 'held', finalizers: ['corridors.dev/test'] } },
    });
    const answer = await core.deleteNamespace({ name });
    expect(answer).toMatchObject({ status: { phase: 'Terminating' } });
    expect(
      await refusalOf(
        core.createNamespacedConfigMap({
          namespace: name,
          body: { metadata: { name: 'late' } },
        }),
      ),
    ).toMatchObject({
      code: 403,
      status: {
        message: expect.stringContaining('because it is being terminated'),
      },
    });

    await core.patchNamespacedConfigMap(
      {
        namespace: name,
        name: 'held',
        body: { metadata: { finalizers: null } },
      },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
    await eventually(
      async () =>
        expect((await refusalOf(core.readNamespace({ name }))).code).toBe(404),
      50_000,
    );
  });
});
