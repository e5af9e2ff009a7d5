import { threeWayPatch } from './threeWayPatch';

describe('threeWayPatch', () => {
  it.each([
    [
      'finds nothing to do when all that is wanted is there',
      {},
      { a: 1 },
      { a: 1, b: 2 },
      undefined,
    ],
    [
      'sets what differs',
      {},
      { a: { b: 1, c: 2 } },
      { a: { b: 1, c: 3 } },
      { a: { c: 2 } },
    ],
    ['adds what is missing', {}, { a: { b: 1 } }, {}, { a: { b: 1 } }],
    [
      'removes what it applied before and is no longer wanted',
      { a: 1, b: 1 },
      { a: 1 },
      { a: 1, b: 1 },
      { b: null },
    ],
    [
      'removes nested fields',
      { a: { b: 1, c: 1 } },
      { a: { b: 1 } },
      { a: { b: 1, c: 1, d: 1 } },
      { a: { c: null } },
    ],
    [
      'leaves alone what somebody else set',
      { a: 1 },
      { a: 1 },
      { a: 1, status: {} },
      undefined,
    ],
    [
      'does not remove what is gone already',
      { a: 1, b: 1 },
      { a: 1 },
      { a: 1 },
      undefined,
    ],
    ['replaces lists as a whole', {}, { a: [1, 2] }, { a: [1] }, { a: [1, 2] }],
    [
      'overlooks defaults in the items of lists',
      {},
      { a: [{ port: 1 }] },
      { a: [{ port: 1, protocol: 'TCP' }] },
      undefined,
    ],
    [
      'sees a list that is longer than wanted',
      {},
      { a: [] },
      { a: [1] },
      { a: [] },
    ],
    [
      'sets a field that has another type',
      {},
      { a: { b: 1 } },
      { a: 'x' },
      { a: { b: 1 } },
    ],
  ])('%s', (_title, previous, wanted, live, patch) => {
    expect(threeWayPatch(previous, wanted, live)).toEqual(patch);
  });
});
