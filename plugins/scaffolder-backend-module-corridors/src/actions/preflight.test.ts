import { mockCredentials } from '@backstage/backend-test-utils';
import yaml from 'yaml';
import { ActionHarness, CORRIDOR } from '../__testUtils__/ActionHarness';
import { createPreflightAction } from './preflight';
import { examples } from './preflight.examples';

describe('corridors:preflight', () => {
  let harness: ActionHarness;
  beforeEach(async () => {
    harness = await ActionHarness.start();
  });
  afterEach(() => harness.close());

  const run = (input: object, options?: Parameters<ActionHarness['run']>[2]) =>
    harness.run(
      createPreflightAction({ gateway: harness.gateway }),
      input,
      options,
    );

  it('gives the digest and the names of a corridor that may be asked for', async () => {
    expect(await run({ corridor: CORRIDOR })).toEqual({
      filesDigest: expect.stringMatching(/^sha256:/),
      namespace: 'gha1',
      roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
    });
    expect(harness.corridors.sent).toMatchObject([
      {
        method: 'POST',
        path: '/v1/preflight',
        body: { stage: 'full', spec: CORRIDOR },
      },
    ]);
  });

  it('asks on behalf of whoever started the task', async () => {
    await run({ corridor: CORRIDOR });
    expect(harness.corridors.sent[0]?.authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user('user:default/ada'),
        targetPluginId: 'corridors',
      }),
    );
  });

  it('fails with every problem, errors first', async () => {
    harness.corridors.problems = [
      {
        code: 'quota',
        severity: 'warning',
        message: 'is much',
        field: 'spec.quota',
      },
      {
        code: 'taken',
        severity: 'error',
        message: 'is taken',
        field: 'metadata.name',
      },
      {
        code: 'owner',
        severity: 'error',
        message: 'does not exist',
        field: 'spec.owner',
      },
    ];
    await expect(run({ corridor: CORRIDOR })).rejects.toThrow(
      'Corridor "gha1" cannot be asked for as it is:\nmetadata.name: is taken\nspec.owner: does not exist\nspec.quota: is much',
    );
  });

  it('lets warnings pass', async () => {
    harness.corridors.problems = [
      { code: 'quota', severity: 'warning', message: 'is much' },
    ];
    expect(await run({ corridor: CORRIDOR })).toMatchObject({
      namespace: 'gha1',
    });
  });

  it('refuses files that changed since the preview showed them', async () => {
    const { filesDigest } = await run({ corridor: CORRIDOR });
    expect(
      await run({ corridor: CORRIDOR, shownFilesDigest: filesDigest }),
    ).toMatchObject({ filesDigest });
    harness.corridors.files['corridor.yaml'] = 'other\n';
    await expect(
      run({ corridor: CORRIDOR, shownFilesDigest: filesDigest }),
    ).rejects.toThrow(/have changed since the preview showed them/);
  });

  it('does not ask again when the task is taken up anew', async () => {
    const checkpoints = new Map();
    const first = await run({ corridor: CORRIDOR }, { checkpoints });
    harness.corridors.problems = [
      { code: 'open', severity: 'error', message: 'is being asked for' },
    ];
    expect(await run({ corridor: CORRIDOR }, { checkpoints })).toEqual(first);
    expect(harness.corridors.sent).toHaveLength(1);
  });

  it.each([
    [{}, 'corridor: '],
    [{ corridor: 'gha1' }, 'corridor: '],
    [{ corridor: { spec: { environment: 'single1' } } }, 'corridor.metadata: '],
    [
      {
        corridor: { metadata: { name: '' }, spec: { environment: 'single1' } },
      },
      'corridor.metadata.name: ',
    ],
    [
      { corridor: { metadata: { name: 'gha1' }, spec: {} } },
      'corridor.spec.environment: ',
    ],
    [{ corridor: CORRIDOR, shownFilesDigest: 7 }, 'shownFilesDigest: '],
  ])('names the field that is wrong in %j', async (input, field) => {
    await expect(run(input)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(field),
    });
    expect(harness.corridors.sent).toEqual([]);
  });

  it.each([
    [403, 'NotAllowedError', 'You are not a member of group:default/gha'],
    [400, 'InputError', 'spec.quota.cpu is not a quantity'],
    [
      503,
      'ServiceUnavailableError',
      'The GitOps repository has not been read yet',
    ],
    [500, 'Error', 'Something broke'],
  ])(
    'passes on a refusal with %d in the words of the plugin',
    async (status, name, message) => {
      harness.corridors.fail({ path: /preflight/, status, name, message });
      await expect(run({ corridor: CORRIDOR })).rejects.toMatchObject({
        name,
        message: `Could not check the corridor: ${message}`,
      });
    },
  );

  it('says that the plugin cannot be reached', async () => {
    const { gateway } = harness;
    await harness.corridors.close();
    await expect(
      harness.run(createPreflightAction({ gateway }), { corridor: CORRIDOR }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        'the corridors plugin cannot be reached',
      ),
    });
    Object.assign(harness.corridors, { close: async () => {} });
  });

  it('stops with the task', async () => {
    await expect(
      run(
        { corridor: CORRIDOR },
        { signal: AbortSignal.abort(new Error('The task was cancelled')) },
      ),
    ).rejects.toThrow('The task was cancelled');
    expect(harness.corridors.sent).toEqual([]);
  });

  it('has examples that run', async () => {
    const [first] = examples;
    const [step] = yaml.parse(first?.example ?? '').steps;
    expect(await run(step.input)).toMatchObject({ namespace: 'gha1' });
  });
});
