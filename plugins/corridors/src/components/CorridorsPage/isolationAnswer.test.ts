import type {
  CorridorSummary,
  Isolation,
} from '@corridors/plugin-corridors-common';
import { FixtureApi } from '../../__fixtures__';
import { isolationAnswer } from './isolationAnswer';

const NEVER: Isolation = {
  state: 'never',
  leaks: 0,
  blocked: 0,
  drift: 0,
  unproven: 0,
};
const VERIFIED: Isolation = { ...NEVER, state: 'verified' };
const LEAK: Isolation = { ...NEVER, state: 'findings', leaks: 1 };
const BLOCKED: Isolation = { ...NEVER, state: 'findings', blocked: 2 };

async function corridorsWith(
  isolations: readonly Isolation[],
): Promise<CorridorSummary[]> {
  const { items } = await new FixtureApi().listCorridors();
  const [corridor] = items;
  return corridor
    ? isolations.map(isolation => ({ ...corridor, isolation }))
    : [];
}

describe('isolationAnswer', () => {
  it.each([
    [
      'nobody has tried',
      [NEVER, NEVER],
      'Not verified yet',
      'Nobody has tried who can reach what.',
    ],
    ['all is well', [VERIFIED, VERIFIED], 'No findings', ''],
    [
      'one was never verified',
      [VERIFIED, NEVER],
      'No findings',
      '1 never verified',
    ],
    [
      'something is blocked',
      [VERIFIED, BLOCKED],
      'No leaks, other findings at 1 corridor',
      '',
    ],
    [
      'something leaks',
      [LEAK, LEAK, BLOCKED],
      'Leaks concern 2 corridors',
      '1 more with other findings',
    ],
  ])('when %s', async (_case, isolations, sentence, detail) => {
    expect(isolationAnswer(await corridorsWith(isolations))).toEqual({
      sentence,
      detail,
    });
  });
});
