import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  edit,
  renderedRepository,
  specs,
  writeFiles,
} from '../__fixtures__/repository';
import { corridors } from '../__fixtures__/terminal';

const ROLE = 'corridors/gha1/aws/role.yaml';

const read = (folder: string, file: string) =>
  fs.readFile(path.join(folder, file), 'utf8');

describe('corridors render', () => {
  it('writes what specs are rendered to, beside them, and leaves them alone', async () => {
    const before = specs('gha1', 'gha2');
    const folder = await writeFiles(before);
    const { exitCode, stdout } = await corridors(['render', folder]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`written     ${ROLE}\n`);
    for (const file of renderedRepository('gha1', 'gha2')) {
      expect(await read(folder, file.path)).toBe(file.content);
    }
  });

  it('says nothing when all is there', async () => {
    const folder = await writeFiles(renderedRepository('gha1'));
    expect(await corridors(['render', folder])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    expect((await corridors(['render', folder, '--check'])).exitCode).toBe(0);
  });

  it('writes into another folder, and leaves this one alone', async () => {
    const folder = await writeFiles(specs('gha1'));
    const { exitCode } = await corridors(['render', '.', '--out', 'out'], {
      cwd: folder,
    });
    expect(exitCode).toBe(0);
    expect(await read(folder, `out/${ROLE}`)).toContain('kind: Role');
    await expect(read(folder, ROLE)).rejects.toThrow('ENOENT');
  });

  it('says under --check what differs, and writes nothing', async () => {
    const edited = edit(renderedRepository('gha1'), ROLE, content =>
      content.replace('kind: Role', 'kind: role'),
    ).filter(({ path: file }) => !file.endsWith('/namespace.yaml'));
    const extra = {
      path: 'corridors/gha1/kubernetes/extra.yaml',
      content: 'kind: RoleBinding\n',
    };
    const folder = await writeFiles([...edited, extra]);
    const { exitCode, stdout } = await corridors(['render', folder, '--check']);
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')).toEqual([
      `changed     ${ROLE}:3`,
      'missing     corridors/gha1/kubernetes/namespace.yaml',
      'unexpected  corridors/gha1/kubernetes/extra.yaml:1: nothing is rendered there; remove it',
      '',
    ]);
    expect(await read(folder, ROLE)).toContain('kind: role');
  });

  it('takes line ends of Windows for the same', async () => {
    const files = renderedRepository('gha1').map(file => ({
      ...file,
      content: file.content.replaceAll('\n', '\r\n'),
    }));
    const folder = await writeFiles(files);
    expect((await corridors(['render', folder, '--check'])).exitCode).toBe(0);
  });

  it('renders the others when one spec is invalid, and says what is wrong with it', async () => {
    const files = edit(
      specs('gha1', 'gha2'),
      'corridors/gha2/corridor.yaml',
      content =>
        content.replace('environment: analytics', 'environment: nowhere'),
    );
    const folder = await writeFiles(files);
    const { exitCode, stdout, stderr } = await corridors(['render', folder]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(ROLE);
    expect(stdout).not.toContain('gha2');
    expect(stderr).toMatch(/^corridors\/gha2\/corridor\.yaml:6: .*nowhere/);
  });
});
