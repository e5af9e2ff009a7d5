import { eventually } from './support/eventually';
import { startPortal } from './support/startPortal';
import type { Portal } from './support/startPortal';

/** What is refused on its way in, and what is shown as invalid when it came in past the portal. */

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal?.stop());

const SPEC = {
  environment: 'single1',
  owner: 'group:default/gha',
  buckets: [{ name: 'primary' }],
  spark: { version: '3.5.6', operator: 'kubeflow' },
  quota: { cpu: '4', memory: '16Gi', pods: 20 },
};
const named = (name: string) => ({ metadata: { name }, spec: SPEC });
const having = (part: object) => ({
  metadata: { name: 'sales' },
  spec: { ...SPEC, ...part },
});

/** What the portal keeps, and what is in the repository. */
async function written() {
  const requests = await portal.pat.get('/corridors/v1/requests');
  return {
    requests: requests.body.items.filter(
      ({ corridor }: { corridor: string }) => corridor !== 'invoices',
    ),
    branches: await portal.repository.branches(),
  };
}
interface Row {
  readonly name: string;
  readonly state: string;
  readonly file?: string;
  readonly problems?: readonly {
    readonly code: string;
    readonly line: number;
  }[];
}

const NOTHING = { requests: [], branches: ['corridors/invoices', 'main'] };

const cases: [string, object, string, string, string][] = [
  [
    'an unknown field',
    having({ colour: 'red' }),
    'spec.colour',
    'unknown-field',
    'spec.colour is not a field of this object; its fields are: environment, owner, buckets, shares, uses, spark, quota, expires.',
  ],
  [
    'a list instead of fields',
    { metadata: { name: 'sales' }, spec: [SPEC] },
    'spec',
    'wrong-type',
    'spec must be a mapping of fields, but is a list.',
  ],
  [
    'a name of 2 characters',
    named('ab'),
    'metadata.name',
    'invalid-value',
    'metadata.name must be 3 to 20 characters; "ab" has 2.',
  ],
  [
    'a name of 21 characters',
    named('a23456789012345678901'),
    'metadata.name',
    'invalid-value',
    'metadata.name must be 3 to 20 characters; "a23456789012345678901" has 21.',
  ],
  [
    'gha1-dev beside gha1',
    named('gha1-dev'),
    'metadata.name',
    'prefix-overlap',
    '"gha1-dev" cannot be told apart from "gha1": of the bucket prefix "gha1-dev-" and the prefix "gha1-" of corridor gha1, one begins the other. Choose a name that neither begins the other nor is begun by it.',
  ],
  [
    'gha beside gha-common-1',
    named('gha'),
    'metadata.name',
    'prefix-overlap',
    '"gha" cannot be told apart from "gha-common-1": of the bucket prefix "gha-" and the shared bucket gha-common-1 of environment single1, one begins the other. Choose a name that neither begins the other nor is begun by it.',
  ],
  [
    'the name default',
    named('default'),
    'metadata.name',
    'name-reserved',
    '"default" is reserved: Kubernetes keeps "default" and "kube-*" for itself.',
  ],
  [
    'a bucket whose name becomes 64 long',
    having({ buckets: [{ name: 'b'.repeat(58) }] }),
    'spec.buckets[0].name',
    'bucket-name',
    `spec.buckets[0].name becomes the bucket "sales-${'b'.repeat(
      58,
    )}", which has 64 characters; a bucket's name has 3 to 63.`,
  ],
  [
    'an owner that does not exist',
    having({ owner: 'group:default/nobody' }),
    'spec.owner',
    'owner-unknown',
    'spec.owner is "group:default/nobody", which is not in the catalog.',
  ],
  [
    'an owner that the requester does not belong to',
    having({ owner: 'group:default/marts' }),
    'spec.owner',
    'owner-not-yours',
    'spec.owner is "group:default/marts", which you do not belong to. Ask for corridors of your own groups, or ask the platform team to do it for you.',
  ],
];

describe.each(cases)('%s', (_what, spec, field, code, message) => {
  it('is a problem with its field for a preflight', async () => {
    const { status, body } = await portal.ada.post('/corridors/v1/preflight', {
      stage: 'full',
      spec,
    });
    expect([status, body.ok]).toEqual([200, false]);
    expect(body.problems[0]).toMatchObject({
      field,
      code,
      severity: 'error',
      message,
    });
    expect(body.files).toBeUndefined();
  });

  it('is refused for a request, and nothing is written', async () => {
    const { status, body } = await portal.ada.post('/corridors/v1/requests', {
      spec,
      filesDigest: 'sha256:of-nothing',
    });
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(body.error.message).toContain(message);
    expect(body.error.message).toContain(field);
    expect(await written()).toEqual(NOTHING);
  });
});

it('is refused by the form while typing, too', async () => {
  const { body } = await portal.ada.post('/corridors/v1/preflight', {
    stage: 'name',
    spec: named('gha1-dev'),
  });
  expect(body).toMatchObject({
    ok: false,
    problems: [{ field: 'metadata.name', code: 'prefix-overlap' }],
  });
});

it('takes the same specification without the fault', async () => {
  const { body } = await portal.ada.post('/corridors/v1/preflight', {
    stage: 'full',
    spec: named('sales'),
  });
  expect([body.ok, body.problems]).toEqual([true, []]);
});

it('shows what is invalid on main with file and line, and goes on with everything else', async () => {
  await portal.repository.commit(
    'corridors/listing/corridor.yaml',
    '- not\n- a mapping\n',
  );
  await portal.repository.commit(
    'corridors/typo/corridor.yaml',
    [
      'apiVersion: corridors.dev/v1alpha1',
      'kind: Corridor',
      'metadata: { name: typo }',
      'spec:',
      '  environment: single1',
      '  owner: group:default/gha',
      '  bukkets: []',
      '',
    ].join('\n'),
  );
  await portal.repository.commit(
    'corridors/unclosed/corridor.yaml',
    'kind: Corridor\nmetadata: { name: unclosed\n',
  );
  let seen: unknown;
  const items = await eventually(
    'three invalid rows',
    async () => {
      const { body } = await portal.pat.get('/corridors/v1/corridors');
      seen = body.items.map(({ name }: Row) => name);
      return body.items.filter(({ state }: Row) => state === 'invalid')
        .length === 3
        ? body.items
        : undefined;
    },
    { seconds: 40, seen: () => seen },
  );
  const rows = items.map(({ name, state, file, problems = [] }: Row) => [
    name,
    state === 'invalid',
    file,
    problems.map(({ code, line }) => `${code} in line ${line}`),
  ]);
  expect(rows.sort()).toEqual([
    ['archive', false, undefined, []],
    ['clickstream', false, undefined, []],
    ['gha1', false, undefined, []],
    ['gha2', false, undefined, []],
    [
      'listing',
      true,
      'corridors/listing/corridor.yaml',
      ['not-a-mapping in line 1'],
    ],
    [
      'typo',
      true,
      'corridors/typo/corridor.yaml',
      [
        'missing-field in line 4',
        'missing-field in line 4',
        'missing-field in line 4',
        'unknown-field in line 7',
      ],
    ],
    [
      'unclosed',
      true,
      'corridors/unclosed/corridor.yaml',
      ['not-yaml in line 3'],
    ],
    ['weblogs', false, undefined, []],
  ]);
});
