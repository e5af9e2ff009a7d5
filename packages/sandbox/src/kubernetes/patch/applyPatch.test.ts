import { KindDefinition, builtInKinds } from '../kinds';
import {
  JSON_PATCH,
  MERGE_PATCH,
  STRATEGIC_MERGE_PATCH,
  applyPatch,
} from './applyPatch';

const pods = builtInKinds.find(
  kind => kind.plural === 'pods',
) as KindDefinition;
const custom: KindDefinition = { ...pods, isBuiltIn: false };

const apply = (
  target: unknown,
  mediaType: string,
  patch: unknown,
  kind = pods,
) => applyPatch(target, mediaType, JSON.stringify(patch), kind);

describe('merge patches', () => {
  it.each([
    [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: 'x' }, { a: { b: 1, c: null } }, { a: { b: 1 } }],
  ])('bring %j by %j to %j', (target, patch, result) => {
    expect(apply(target, MERGE_PATCH, patch)).toEqual(result);
  });
});

describe('strategic merge patches', () => {
  const env = (...names: string[]) => ({
    env: names.map(name => ({ name, value: name })),
  });

  it.each([
    [
      'merge items by their key',
      env('a', 'b'),
      { env: [{ name: 'b', value: 'new' }] },
      {
        env: [
          { name: 'a', value: 'a' },
          { name: 'b', value: 'new' },
        ],
      },
    ],
    ['add items', env('a'), env('b'), env('a', 'b')],
    [
      'delete items',
      env('a', 'b'),
      { env: [{ name: 'a', $patch: 'delete' }] },
      env('b'),
    ],
    [
      'replace a list',
      env('a', 'b'),
      { env: [{ $patch: 'replace' }, { name: 'c', value: 'c' }] },
      env('c'),
    ],
    [
      'order items',
      env('a', 'b'),
      { '$setElementOrder/env': [{ name: 'b' }, { name: 'a' }] },
      env('b', 'a'),
    ],
    [
      'replace lists without a key',
      { args: ['a'] },
      { args: ['b'] },
      { args: ['b'] },
    ],
    [
      'join sets',
      { finalizers: ['a'] },
      { finalizers: ['b'] },
      { finalizers: ['a', 'b'] },
    ],
    [
      'take out of sets',
      { finalizers: ['a', 'b'] },
      { '$deleteFromPrimitiveList/finalizers': ['a'] },
      { finalizers: ['b'] },
    ],
    [
      'keep only named fields',
      { a: 1, b: 2 },
      { $retainKeys: ['b'], b: 3 },
      { b: 3 },
    ],
    [
      'replace an object',
      { a: { b: 1 } },
      { a: { $patch: 'replace', c: 2 } },
      { a: { c: 2 } },
    ],
    ['remove fields', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    [
      'tell container ports from service ports',
      { ports: [{ containerPort: 1 }] },
      { ports: [{ containerPort: 2 }] },
      { ports: [{ containerPort: 1 }, { containerPort: 2 }] },
    ],
  ])('%s', (_title, target, patch, result) => {
    expect(apply(target, STRATEGIC_MERGE_PATCH, patch)).toEqual(result);
  });

  it('refuse items without their key', () => {
    expect(() =>
      apply(env('a'), STRATEGIC_MERGE_PATCH, { env: [{ value: 'x' }] }),
    ).toThrow('declared merge key: name');
  });

  it('leave what they are applied to as it was', () => {
    const target = {
      containers: [{ name: 'a', env: [{ name: 'x', value: '1' }] }],
    };
    const before = JSON.stringify(target);
    apply(target, STRATEGIC_MERGE_PATCH, {
      containers: [{ name: 'a', env: [{ name: 'x', value: '2' }] }],
    });
    expect(JSON.stringify(target)).toBe(before);
  });
});

describe('JSON patches', () => {
  it('are applied in order', () => {
    const patch = [
      { op: 'test', path: '/a', value: 1 },
      { op: 'add', path: '/b~1c', value: 2 },
      { op: 'remove', path: '/a' },
    ];
    expect(apply({ a: 1 }, JSON_PATCH, patch)).toEqual({ 'b/c': 2 });
  });

  it.each([
    ['is no list', { a: 1 }, 400],
    ['has an operation that is none', [{ op: 'set', path: '/a' }], 400],
    ['does not fit', [{ op: 'remove', path: '/b' }], 422],
    ['fails its test', [{ op: 'test', path: '/a', value: 2 }], 422],
  ])('are refused when the patch %s', (_title, patch, code) => {
    expect(() => apply({ a: 1 }, JSON_PATCH, patch)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

it.each([
  [
    'a strategic merge patch of a custom kind',
    STRATEGIC_MERGE_PATCH,
    custom,
    415,
  ],
  ['server-side apply', 'application/apply-patch+yaml', pods, 415],
  ['a list as a merge patch', MERGE_PATCH, pods, 400],
])('refuses %s', (_title, mediaType, kind, code) => {
  expect(() => applyPatch({}, mediaType, '[]', kind)).toThrow(
    expect.objectContaining({ code }),
  );
});

it('refuses what is no JSON', () => {
  expect(() => applyPatch({}, MERGE_PATCH, '{', pods)).toThrow(
    expect.objectContaining({ code: 400 }),
  );
});
