import {
  ContractCluster,
  openContractCluster,
} from '../__testUtils__/contractCluster';
import { CommandResult, runKubectl } from '../__testUtils__/kubectl';

jest.setTimeout(60_000);

const NAMESPACE = `contract-${process.pid}`;

let cluster: ContractCluster;

beforeAll(async () => {
  cluster = await openContractCluster();
  await succeed(['create', 'namespace', NAMESPACE]);
});

afterAll(async () => {
  await runKubectl(cluster.kubeconfig, [
    'delete',
    'namespace',
    NAMESPACE,
    '--wait=false',
  ]);
  await cluster.close();
});

async function run(
  args: readonly string[],
  input?: unknown,
): Promise<CommandResult> {
  return runKubectl(
    cluster.kubeconfig,
    ['--namespace', NAMESPACE, ...args],
    input === undefined ? '' : JSON.stringify(input),
  );
}

async function succeed(
  args: readonly string[],
  input?: unknown,
): Promise<string> {
  const { code, stdout, stderr } = await run(args, input);
  if (code !== 0) {
    throw new Error(
      `kubectl ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`,
    );
  }
  return stdout;
}

const configMap = (data: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: NAMESPACE },
  data,
});

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE, labels: { app: 'contract' } },
  spec: {
    // no node matches, so that no cluster ever starts it
    nodeSelector: { 'contract.corridors.dev/nowhere': 'true' },
    containers: [
      {
        name: 'main',
        image: 'registry.example/main:1',
        env: [{ name: 'A', value: '1' }],
      },
    ],
  },
});

const sparkApplication = (
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
) => ({
  apiVersion: 'sparkoperator.k8s.io/v1beta2',
  kind: 'SparkApplication',
  metadata: { name, namespace: NAMESPACE },
  spec: {
    type: 'Scala',
    sparkVersion: '3.5.6',
    mainApplicationFile: 'local:///app.jar',
    suspend: true,
    driver: { serviceAccount: 'default' },
    executor: { instances: 1 },
    ...spec,
  },
});

describe('kubectl', () => {
  it('prints tables of built-in and custom kinds', async () => {
    await succeed(['apply', '-f', '-'], pod('table'));
    await succeed(['apply', '-f', '-'], sparkApplication('table'));

    const pods = await succeed(['get', 'pods', 'table']);
    expect(pods).toMatch(/^NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\n/);
    expect(pods).toMatch(/table\s+0\/1\s+Pending/);
    const applications = await succeed(['get', 'sparkapp', 'table']);
    expect(applications).toMatch(
      /^NAME\s+SUSPEND\s+STATUS\s+ATTEMPTS\s+START\s+FINISH\s+AGE\n/,
    );
  });

  it('says when there is nothing', async () => {
    const { code, stderr } = await run(['get', 'services']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `No resources found in ${NAMESPACE} namespace.\n`,
    });
  });

  it('says what does not exist', async () => {
    const { code, stderr } = await run(['get', 'configmap', 'absent']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Error from server (NotFound): configmaps "absent" not found\n',
    });
  });

  it('applies, changes and removes fields of a built-in kind', async () => {
    expect(
      await succeed(['apply', '-f', '-'], configMap({ a: '1', b: '2' })),
    ).toBe('configmap/settings created\n');
    expect(
      await succeed(['apply', '-f', '-'], configMap({ a: '1', b: '2' })),
    ).toBe('configmap/settings unchanged\n');
    expect(await succeed(['apply', '-f', '-'], configMap({ a: '3' }))).toBe(
      'configmap/settings configured\n',
    );
    expect(
      await succeed(['get', 'configmap', 'settings', '-o', 'jsonpath={.data}']),
    ).toBe('{"a":"3"}');
  });

  it('applies and changes a custom kind', async () => {
    await succeed(
      ['apply', '-f', '-'],
      sparkApplication('applied', { sparkConf: { a: '1', b: '2' } }),
    );
    expect(
      await succeed(
        ['apply', '-f', '-'],
        sparkApplication('applied', { sparkConf: { b: '3' } }),
      ),
    ).toBe('sparkapplication.sparkoperator.k8s.io/applied configured\n');
    expect(
      await succeed([
        'get',
        'sparkapp',
        'applied',
        '-o',
        'jsonpath={.spec.sparkConf}',
      ]),
    ).toBe('{"b":"3"}');
  });

  it('refuses an unknown field of a custom kind', async () => {
    const { code, stderr } = await run(
      ['apply', '-f', '-'],
      sparkApplication('strict', { sparkVerson: '3' }),
    );
    expect(code).toBe(1);
    expect(stderr).toContain(
      'strict decoding error: unknown field "spec.sparkVerson"',
    );
  });

  it('refuses what the schema of a custom kind does not allow, field by field', async () => {
    const wrong = sparkApplication('wrong', {
      mode: 'sideways',
      mainApplicationFile: undefined,
    });
    const { code, stderr } = await run(['create', '-f', '-'], wrong);
    expect(code).toBe(1);
    expect(stderr).toContain('The SparkApplication "wrong" is invalid');
    expect(stderr).toContain(
      'spec.mode: Unsupported value: "sideways": supported values: "cluster", "client"',
    );
    expect(stderr).toContain('spec.mainApplicationFile: Required value');
  });

  it.each([
    ['merge', '{"metadata":{"labels":{"app":null,"tier":"x"}}}'],
    ['strategic', '{"metadata":{"labels":{"app":null,"tier":"x"}}}'],
    [
      'json',
      '[{"op":"remove","path":"/metadata/labels/app"},{"op":"add","path":"/metadata/labels/tier","value":"x"}]',
    ],
  ])('patches by %s patch', async (type, patch) => {
    const name = `patched-${type}`;
    await succeed(['create', '-f', '-'], pod(name));
    await succeed(['patch', 'pod', name, '--type', type, '--patch', patch]);
    expect(
      await succeed(['get', 'pod', name, '-o', 'jsonpath={.metadata.labels}']),
    ).toBe('{"tier":"x"}');
  });

  it('merges containers by their name in a strategic merge patch', async () => {
    await succeed(['create', '-f', '-'], pod('merged'));
    const patch =
      '{"spec":{"containers":[{"name":"main","image":"registry.example/main:2"}]}}';
    await succeed(['patch', 'pod', 'merged', '--patch', patch]);
    expect(
      await succeed([
        'get',
        'pod',
        'merged',
        '-o',
        'jsonpath={.spec.containers[0].image} {.spec.containers[0].env[0].name}',
      ]),
    ).toBe('registry.example/main:2 A');
  });

  it('refuses to change the specification of a pod', async () => {
    await succeed(['create', '-f', '-'], pod('lasting'));
    const { code, stderr } = await run([
      'patch',
      'pod',
      'lasting',
      '--patch',
      '{"spec":{"hostNetwork":true}}',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('pod updates may not change fields other than');
  });

  it('describes pods, service accounts, quotas, namespaces and custom kinds', async () => {
    await succeed(['apply', '-f', '-'], pod('described'));
    await succeed(['apply', '-f', '-'], sparkApplication('described'));
    await succeed(['create', 'quota', 'described', '--hard=pods=10']);

    expect(await succeed(['describe', 'pod', 'described'])).toMatch(
      /Status:\s+Pending/,
    );
    expect(await succeed(['describe', 'serviceaccount', 'default'])).toMatch(
      /Name:\s+default/,
    );
    expect(await succeed(['describe', 'quota', 'described'])).toMatch(
      /pods\s+\d+\s+10/,
    );
    expect(await succeed(['describe', 'namespace', NAMESPACE])).toMatch(
      /Status:\s+Active/,
    );
    expect(await succeed(['describe', 'sparkapp', 'described'])).toMatch(
      /Spark Version:\s+3\.5\.6/,
    );
  });

  it('waits for a condition of a status, and for deletion', async () => {
    await succeed(['create', '-f', '-'], pod('awaited'));
    const waiting = succeed([
      'wait',
      '--for=jsonpath={.status.phase}=Failed',
      'pod/awaited',
      '--timeout=20s',
    ]);
    await succeed([
      'patch',
      'pod',
      'awaited',
      '--subresource=status',
      '--type=merge',
      '--patch',
      '{"status":{"phase":"Failed"}}',
    ]);
    expect(await waiting).toBe('pod/awaited condition met\n');

    const gone = succeed([
      'wait',
      '--for=delete',
      'pod/awaited',
      '--timeout=20s',
    ]);
    expect(await succeed(['delete', 'pod', 'awaited'])).toContain(
      'pod "awaited" deleted',
    );
    await gone;
  });

  it('deletes a namespace with what is in it', async () => {
    const name = `${NAMESPACE}-gone`;
    await succeed(['create', 'namespace', name]);
    await succeed(['create', 'configmap', 'content', '-n', name]);
    await succeed(['delete', 'namespace', name, '--timeout=50s']);
    const { stderr } = await run(['get', 'configmap', 'content', '-n', name]);
    expect(stderr).toContain('not found');
  });

  it('creates tokens of at least ten minutes', async () => {
    const token = (
      await succeed([
        'create',
        'token',
        'default',
        '--audience=sts.amazonaws.com',
        '--duration=10m',
      ])
    ).trim();
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
    );
    expect(claims).toMatchObject({
      aud: ['sts.amazonaws.com'],
      sub: `system:serviceaccount:${NAMESPACE}:default`,
    });
    expect(claims.exp - claims.iat).toBe(600);

    const { code, stderr } = await run([
      'create',
      'token',
      'default',
      '--duration=599s',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('may not specify a duration less than 10 minutes');
  });

  it('tells what somebody may do', async () => {
    expect(await succeed(['auth', 'can-i', 'delete', 'pods'])).toBe('yes\n');
    const account = `system:serviceaccount:${NAMESPACE}:default`;
    const denied = await run([
      'auth',
      'can-i',
      'list',
      'secrets',
      '--as',
      account,
    ]);
    expect({ code: denied.code, stdout: denied.stdout }).toEqual({
      code: 1,
      stdout: 'no\n',
    });

    await succeed([
      'create',
      'role',
      'reader',
      '--verb=get,list',
      '--resource=secrets',
    ]);
    await succeed([
      'create',
      'rolebinding',
      'reader',
      '--role=reader',
      `--serviceaccount=${NAMESPACE}:default`,
    ]);
    const allowed = await run([
      'auth',
      'can-i',
      'list',
      'secrets',
      '--as',
      account,
    ]);
    expect(allowed.stdout).toBe('yes\n');
    const elsewhere = await run([
      'auth',
      'can-i',
      'list',
      'secrets',
      '--as',
      account,
      '-n',
      'default',
    ]);
    expect(elsewhere.stdout).toBe('no\n');
  });

  it('refuses in words that name user, verb and resource', async () => {
    const { code, stderr } = await run([
      'get',
      'secrets',
      '--as',
      'nobody-special',
    ]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Error from server (Forbidden): secrets is forbidden: User "nobody-special" cannot list resource "secrets" in API group "" in the namespace "${NAMESPACE}"\n`,
    });
  });

  it('follows changes', async () => {
    await succeed(['create', '-f', '-'], pod('followed'));
    const output = await succeed([
      'get',
      'pods',
      '--field-selector=metadata.name=followed',
      '--watch',
      '--request-timeout=2s',
      '-o',
      'name',
    ]);
    expect(output).toBe('pod/followed\n');
  });
});
