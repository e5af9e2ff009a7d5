import { version } from '../package.json';
import { document, request } from './__fixtures__/lines';
import { corridors } from './__fixtures__/terminal';

describe('runCorridors', () => {
  it('shows its commands', async () => {
    const { exitCode, stdout } = await corridors(['--help']);
    expect(exitCode).toBe(0);
    for (const command of ['render', 'check', 'verify', 'evaluate']) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
  });

  it('says its version', async () => {
    const { exitCode, stdout } = await corridors(['--version']);
    expect([exitCode, stdout]).toEqual([0, `${version}\n`]);
  });

  it.each([
    ['an unknown command', ['prove'], "unknown command 'prove'"],
    ['an unknown option', ['check', '--all'], "unknown option '--all'"],
    ['an unknown format', ['check', '--format', 'xml'], 'Allowed choices are'],
    ['too many arguments', ['evaluate', 'file'], 'too many arguments'],
    [
      'a folder that is not there',
      ['check', '/does/not/exist'],
      'corridors: /does/not/exist cannot be read as a folder (ENOENT).',
    ],
  ])('refuses %s with exit code 2', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await corridors(args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('answers lines of standard input, and ends with 0 when one is not understood', async () => {
    const line = JSON.stringify({
      id: 1,
      request: request(),
      policies: { identity: [document()] },
    });
    const { exitCode, stdout, stderr } = await corridors(['evaluate'], {
      input: `${line}\nnonsense\n`,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(
      stdout
        .split('\n')
        .slice(0, -1)
        .map(one => JSON.parse(one)),
    ).toEqual([
      expect.objectContaining({ id: 1, verdict: 'allow' }),
      { id: null, error: expect.objectContaining({ code: 'invalid-json' }) },
    ]);
  });
});
