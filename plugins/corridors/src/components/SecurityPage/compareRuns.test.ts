import { comparableRun } from './compareRuns';

describe('comparableRun', () => {
  const run = (
    id: string,
    state: 'succeeded' | 'failed' | 'cancelled' | 'running' = 'succeeded',
  ) => ({ id, state });

  it('is the last run before that looked at everything', () => {
    const runs = [
      run('5'),
      run('4', 'failed'),
      run('3', 'cancelled'),
      run('2'),
      run('1'),
    ];
    expect(comparableRun(runs, '5')?.id).toBe('2');
    expect(comparableRun(runs, '2')?.id).toBe('1');
  });

  it('is none for a run that ended early, or is under way', () => {
    const runs = [run('4', 'running'), run('3', 'failed'), run('2'), run('1')];
    expect(comparableRun(runs, '4')).toBeUndefined();
    expect(comparableRun(runs, '3')).toBeUndefined();
  });

  it('is none for the first run, and for one that is not listed', () => {
    expect(comparableRun([run('1')], '1')).toBeUndefined();
    expect(comparableRun([run('2'), run('1')], '0')).toBeUndefined();
  });
});
