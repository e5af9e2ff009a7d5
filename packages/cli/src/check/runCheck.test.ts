import { promises as fs } from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { renderedRepository, writeFiles } from '../__fixtures__/repository';
import { corridors } from '../__fixtures__/terminal';
import { REPORT_FORMATS } from '../formats/reportFormats';
import type { Terminal } from '../Terminal';
import { runCheck } from './runCheck';

describe('corridors check --output', () => {
  it('writes the report there, and one line to standard error', async () => {
    const folder = await writeFiles(renderedRepository('gha1'));
    const { exitCode, stdout, stderr } = await corridors(
      ['check', '--format', 'junit', '--output', 'report.xml'],
      { cwd: folder },
    );
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toBe('Nothing fails the check.\n');
    const report = await fs.readFile(path.join(folder, 'report.xml'), 'utf8');
    expect(report).toContain('Nothing was found');
  });

  it.each(REPORT_FORMATS)(
    'writes %s there also when the program has a fault, in the place of an old report',
    async format => {
      const folder = await writeFiles(renderedRepository('gha1'));
      const file = path.join(folder, 'report');
      await fs.writeFile(file, 'old');
      const faulty: Terminal = {
        stdin: Readable.from([]),
        stdout: new PassThrough(),
        stderr: new PassThrough(),
        cwd: folder,
        env: {},
        now: () => {
          throw new RangeError('Map maximum size exceeded');
        },
      };
      await expect(
        runCheck('.', { format, output: 'report' }, faulty),
      ).rejects.toThrow(RangeError);
      const report = await fs.readFile(file, 'utf8');
      expect(report).toContain('ended with a fault of its own');
      expect(report).toContain('Map maximum size exceeded');
    },
  );
});
