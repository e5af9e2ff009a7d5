import { WAIVERS_FILE } from '../repository/repository';
import { readWaivers } from './waivers';

const HEAD = 'apiVersion: corridors.dev/v1alpha1\nkind: Waivers\nspec:\n';

const WAIVER = `    - finding: leak:corridor:gha1:bucket:gha2-raw
      reason: Moves to gha2 in December.
      expires: 2026-12-31
      approvedBy: group:default/platform
`;

const read = (content: string) =>
  readWaivers([{ path: WAIVERS_FILE, content }], '2026-11-01');

describe('readWaivers', () => {
  it('finds none without a file', () => {
    expect(readWaivers([], '2026-11-01')).toEqual({
      waivers: [],
      problems: [],
    });
  });

  it('reads waivers with their lines', () => {
    const second = WAIVER.replace('gha2-raw', 'gha3-raw');
    expect(read(`${HEAD}  waivers:\n${WAIVER}${second}`)).toEqual({
      waivers: [
        {
          finding: 'leak:corridor:gha1:bucket:gha2-raw',
          reason: 'Moves to gha2 in December.',
          expires: '2026-12-31',
          approvedBy: 'group:default/platform',
          line: 5,
        },
        expect.objectContaining({
          finding: 'leak:corridor:gha1:bucket:gha3-raw',
          line: 9,
        }),
      ],
      problems: [],
    });
  });

  it('takes a year for the longest time', () => {
    const { waivers } = read(
      `${HEAD}  waivers:\n${WAIVER.replace('2026-12-31', '2027-11-01')}`,
    );
    expect(waivers).toHaveLength(1);
  });

  it.each([
    ['no YAML', `${HEAD}  waivers: [`, 4, undefined],
    ['an empty file', '', 1, undefined],
    [
      'another kind',
      HEAD.replace('Waivers', 'Waiver'),
      2,
      'kind must be Waivers',
    ],
    [
      'an unknown field',
      `${HEAD}  waivers:\n${WAIVER}      until: 2027-01-01\n`,
      9,
      'spec.waivers[0].until is not a field',
    ],
    [
      'no reason',
      `${HEAD}  waivers:\n${WAIVER.replace(/ *reason.*\n/, '')}`,
      5,
      'spec.waivers[0].reason is missing',
    ],
    [
      'an empty reason',
      `${HEAD}  waivers:\n${WAIVER.replace(/reason: .*/, 'reason: " "')}`,
      6,
      'must not be empty',
    ],
    [
      'no date',
      `${HEAD}  waivers:\n${WAIVER.replace('2026-12-31', 'soon')}`,
      7,
      'must be a date',
    ],
    [
      'a day that there is not',
      `${HEAD}  waivers:\n${WAIVER.replace('2026-12-31', '2026-02-30')}`,
      7,
      'must be a date',
    ],
    [
      'nobody who approved',
      `${HEAD}  waivers:\n${WAIVER.replace(/ *approvedBy.*\n/, '')}`,
      5,
      'spec.waivers[0].approvedBy is missing',
    ],
    [
      'a field twice',
      `${HEAD}  waivers:\n${WAIVER}      reason: again\n`,
      9,
      'written twice',
    ],
    [
      'a waiver twice',
      `${HEAD}  waivers:\n${WAIVER}${WAIVER}`,
      9,
      'spec.waivers[1] waives what spec.waivers[0] waives already',
    ],
    [
      'more than a year to go',
      `${HEAD}  waivers:\n${WAIVER.replace('2026-12-31', '2027-11-02')}`,
      7,
      'spec.waivers[0].expires is 2027-11-02, more than a year ahead',
    ],
    [
      'two documents',
      `${HEAD}  waivers:\n${WAIVER}---\nkind: x\n`,
      9,
      'holds 2 documents',
    ],
    ['a list for the file', '- a\n', 1, 'must hold a mapping of fields'],
    [
      'a number for text',
      `${HEAD}  waivers:\n${WAIVER.replace(/reason: .*/, 'reason: 1')}`,
      6,
      'spec.waivers[0].reason must be text',
    ],
    ['an alias', `${HEAD}  waivers: &a\n${WAIVER}    - *a\n`, 5, 'aliases'],
    [
      'a character that turns the direction of text',
      `${HEAD}  waivers:\n${WAIVER.replace('Moves', 'Mo\u202Eves')}`,
      6,
      'remove it',
    ],
    [
      'nesting without end',
      `${HEAD}  waivers: ${'['.repeat(3e4)}${']'.repeat(3e4)}`,
      4,
      'nested too deeply',
    ],
    [
      'more than is read',
      `${HEAD}  waivers:\n${'# and so on\n'.repeat(6000)}`,
      1,
      'at most 65536 are read',
    ],
  ])('lets none hold with %s', (_, content, line, message) => {
    const { waivers, problems } = read(content);
    expect(waivers).toEqual([]);
    expect(problems[0]).toMatchObject({
      severity: 'error',
      file: WAIVERS_FILE,
      line,
    });
    expect(problems[0]?.message).toContain(message ?? '');
    expect(problems.length).toBeLessThanOrEqual(20);
  });
});
