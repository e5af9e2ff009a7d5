import { WAIVERS_FILE } from '../repository/repository';
import { readWaivers } from './waivers';

const HEAD = 'apiVersion: corridors.dev/v1alpha1\nkind: Waivers\nspec:\n';

const WAIVER = `    - finding: leak:corridor:gha1:bucket:gha2-raw
      reason: Moves to gha2 in December.
      expires: 2026-12-31
      approvedBy: group:default/platform
`;

const read = (content: string) =>
  readWaivers([{ path: WAIVERS_FILE, content }]);

describe('readWaivers', () => {
  it('finds none without a file', () => {
    expect(readWaivers([])).toEqual({ waivers: [], problems: [] });
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

  it.each([
    ['no YAML', `${HEAD}  waivers: [`, 4, undefined],
    ['an empty file', '', 1, undefined],
    ['another kind', HEAD.replace('Waivers', 'Waiver'), 2, 'kind'],
    [
      'an unknown field',
      `${HEAD}  waivers:\n${WAIVER}      until: 2027-01-01\n`,
      5,
      'until',
    ],
    [
      'no reason',
      `${HEAD}  waivers:\n${WAIVER.replace(/ *reason.*\n/, '')}`,
      5,
      'reason',
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
      'approvedBy',
    ],
    [
      'a field twice',
      `${HEAD}  waivers:\n${WAIVER}      reason: again\n`,
      9,
      'unique',
    ],
    ['an alias', `${HEAD}  waivers: &a\n${WAIVER}    - *a\n`, 9, 'alias'],
  ])('lets none hold with %s', (_, content, line, message) => {
    const { waivers, problems } = read(content);
    expect(waivers).toEqual([]);
    expect(problems[0]).toMatchObject({
      code: 'invalid-waivers',
      severity: 'error',
      file: WAIVERS_FILE,
      line,
    });
    expect(problems[0]?.message).toContain(message ?? '');
  });
});
