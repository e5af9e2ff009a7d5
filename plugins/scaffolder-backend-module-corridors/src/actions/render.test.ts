import { mkdir, readdir, readFile, writeFile } from 'fs/promises';
import path from 'path';
import { ActionHarness, CORRIDOR } from '../__testUtils__/ActionHarness';
import { createRenderAction } from './render';

describe('corridors:render', () => {
  let harness: ActionHarness;
  beforeEach(async () => {
    harness = await ActionHarness.start();
  });
  afterEach(() => harness.close());

  const run = (input: object, options?: Parameters<ActionHarness['run']>[2]) =>
    harness.run(
      createRenderAction({ gateway: harness.gateway }),
      input,
      options,
    );
  const read = (file: string) =>
    readFile(path.join(harness.workspacePath, file), 'utf8');

  it.each([
    ['a folder of the corridor’s name', {}, 'corridors/gha1'],
    ['the folder that is asked for', { folder: 'out/files' }, 'out/files'],
  ])('writes the files to %s', async (_what, input, folder) => {
    expect(await run({ corridor: CORRIDOR, ...input })).toEqual({
      folder,
      files: ['corridor.yaml', 'kubernetes/namespace.yaml'],
      filesDigest: expect.stringMatching(/^sha256:/),
    });
    expect(await read(`${folder}/kubernetes/namespace.yaml`)).toContain(
      'kind: Namespace',
    );
  });

  it('leaves nothing in the folder that was not rendered', async () => {
    await mkdir(path.join(harness.workspacePath, 'corridors/gha1'), {
      recursive: true,
    });
    await writeFile(
      path.join(harness.workspacePath, 'corridors/gha1/extra.yaml'),
      '',
    );
    await run({ corridor: CORRIDOR });
    expect(
      (
        await readdir(path.join(harness.workspacePath, 'corridors/gha1'))
      ).sort(),
    ).toEqual(['corridor.yaml', 'kubernetes']);
  });

  it('writes the same files when the task is taken up anew in an empty workspace', async () => {
    const checkpoints = new Map();
    const first = await run({ corridor: CORRIDOR }, { checkpoints });
    await writeFile(
      path.join(harness.workspacePath, 'corridors/gha1/corridor.yaml'),
      'lost',
    );
    harness.corridors.files['corridor.yaml'] = 'other\n';
    expect(await run({ corridor: CORRIDOR }, { checkpoints })).toEqual(first);
    expect(await read('corridors/gha1/corridor.yaml')).toContain(
      'kind: Corridor',
    );
  });

  it('works in a dry run, for its files are what a dry run shows', async () => {
    await run({ corridor: CORRIDOR }, { isDryRun: true });
    expect(await read('corridors/gha1/corridor.yaml')).toContain(
      'kind: Corridor',
    );
  });

  it.each(['../out', '/out', 'a/../../b', 'a\\b', '.', ''])(
    'refuses the folder %j',
    async folder => {
      await expect(run({ corridor: CORRIDOR, folder })).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('folder: '),
      });
    },
  );

  it('writes no file outside of the folder, whatever the answer names', async () => {
    harness.corridors.files['../../../escaped.yaml'] = 'x';
    await expect(run({ corridor: CORRIDOR })).rejects.toThrow(/not allowed/i);
  });

  it('writes nothing when the corridor is refused', async () => {
    harness.corridors.problems = [
      {
        code: 'taken',
        severity: 'error',
        message: 'is taken',
        field: 'metadata.name',
      },
    ];
    await expect(run({ corridor: CORRIDOR })).rejects.toThrow(
      'metadata.name: is taken',
    );
    expect(await readdir(harness.workspacePath)).toEqual([]);
  });
});
