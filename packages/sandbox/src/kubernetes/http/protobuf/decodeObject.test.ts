import { decodeObject } from './decodeObject';

/** A field that is preceded by its length. */
function chunk(field: number, content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([field * 8 + 2, bytes.length]), bytes]);
}

function number(field: number, value: number): Buffer {
  return value < 128
    ? Buffer.from([field * 8, value])
    : Buffer.from([field * 8, (value % 128) + 128, Math.floor(value / 128)]);
}

function envelope(
  apiVersion: string,
  kind: string,
  content: Uint8Array,
): Buffer {
  return Buffer.concat([
    Buffer.from('k8s\0'),
    chunk(1, Buffer.concat([chunk(1, apiVersion), chunk(2, kind)])),
    chunk(2, content),
  ]);
}

const metadata = chunk(
  1,
  Buffer.concat([
    chunk(1, 'n'),
    chunk(5, ''),
    chunk(11, Buffer.concat([chunk(1, 'app'), chunk(2, 'spark')])),
  ]),
);

it('reads texts, lists, numbers and messages', () => {
  const spec = Buffer.concat([
    chunk(1, 'sts.amazonaws.com'),
    chunk(1, 'other'),
    number(4, 900),
  ]);
  const bytes = envelope(
    'authentication.k8s.io/v1',
    'TokenRequest',
    Buffer.concat([metadata, chunk(2, spec)]),
  );
  expect(decodeObject(bytes)).toEqual({
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: { name: 'n', labels: { app: 'spark' } },
    spec: { audiences: ['sts.amazonaws.com', 'other'], expirationSeconds: 900 },
  });
});

it('reads maps, quantities, bytes and rules with an empty group', () => {
  const hard = chunk(
    1,
    Buffer.concat([chunk(1, 'pods'), chunk(2, chunk(1, '10'))]),
  );
  expect(
    decodeObject(envelope('v1', 'ResourceQuota', chunk(2, hard))),
  ).toMatchObject({ spec: { hard: { pods: '10' } } });

  const data = chunk(
    2,
    Buffer.concat([chunk(1, 'key'), chunk(2, Buffer.from([0, 255]))]),
  );
  expect(decodeObject(envelope('v1', 'Secret', data))).toMatchObject({
    data: { key: 'AP8=' },
  });

  const rule = chunk(
    2,
    Buffer.concat([chunk(1, 'get'), chunk(2, ''), chunk(3, 'pods')]),
  );
  expect(
    decodeObject(envelope('rbac.authorization.k8s.io/v1', 'Role', rule)),
  ).toMatchObject({
    rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }],
  });
});

it.each([
  ['has no prefix', Buffer.from('{"kind":"Pod"}'), 400],
  [
    'ends within a field',
    envelope('v1', 'Namespace', chunk(1, 'n')).subarray(0, -1),
    400,
  ],
  [
    'is of a kind that is taken as JSON only',
    envelope('apps/v1', 'Deployment', metadata),
    415,
  ],
])('refuses a body that %s', (_title, bytes, code) => {
  expect(() => decodeObject(bytes)).toThrow(expect.objectContaining({ code }));
});
