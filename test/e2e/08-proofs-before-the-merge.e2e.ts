import { expect, test } from '@playwright/test';
import { AccountRoot } from './support/AccountRoot';
import { changeFile } from './support/commitFile';
import { CorridorsBackend } from './support/CorridorsBackend';
import { fillInRequest } from './support/fillInRequest';
import { signIn } from './support/signIn';
import { verifyScope } from './support/verifyScope';

/** The repository is read every 15 s. */
const SEEN = { timeout: 60_000 };

/** What the platform team grants the nodes. */
const FILE = 'environments/single1/policies/node-role.yaml';

/** Lets nodes read whatever begins with `late`: no corridor does, until one is asked for. */
const STATEMENT = `          - Sid: ReadLate
            Effect: Allow
            Action: s3:GetObject
            Resource: ['arn:aws:s3:::late*']
`;

test('a request that would open a leak cannot be sent, until the policy is mended', async ({
  page,
}) => {
  const putBack = await changeFile(FILE, text => `${text}${STATEMENT}`);
  await signIn(page, 'Ada');
  const backend = new CorridorsBackend(page);
  const spec = {
    metadata: { name: 'lateviews' },
    spec: {
      environment: 'single1',
      owner: 'group:default/gha',
      buckets: [{ name: 'views' }],
      spark: { version: '3.5.6', operator: 'kubeflow' },
      quota: { cpu: '8', memory: '32Gi', pods: 20 },
    },
  };
  const preflight = async () => {
    const answer = await backend.post('/preflight', { spec, stage: 'full' });
    return answer.json();
  };
  await expect.poll(async () => (await preflight()).ok, SEEN).toBe(false);

  await test.step('the preview says why, and where', async () => {
    await fillInRequest(page, 'lateviews');
    const alert = page.getByRole('alert').filter({
      hasText: 'This request would open a leak',
    });
    await expect(alert).toBeVisible();
    await expect(page.getByText(`${FILE}, line`).first()).toBeVisible();
    await expect(
      page.getByRole('table', { name: 'What lateviews could reach' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByRole('button', { name: 'Create' })).toHaveCount(0);
  });

  await test.step('nor past the form', async () => {
    const { filesDigest } = await preflight();
    const answer = await backend.post('/requests', { spec, filesDigest });
    expect(answer.status()).toBe(400);
    expect((await answer.json()).error.message).toContain(
      'This would open a leak',
    );
  });

  await test.step('mended, it can be sent', async () => {
    await putBack();
    await expect.poll(async () => (await preflight()).ok, SEEN).toBe(true);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page.getByText(/lateviews would reach what it is meant to reach/),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByRole('button', { name: 'Create' })).toBeVisible();
  });
});

test('a run shows what is declared and configured, and drift statement by statement', async ({
  page,
}) => {
  const account = new AccountRoot('111122223333');
  await signIn(page, 'Pat');
  const backend = new CorridorsBackend(page);

  await test.step('every view answers', async () => {
    const run = await verifyScope(page, 'environment:single1');
    await expect(
      page.getByRole('heading', { name: 'Proved for all names' }),
    ).toBeVisible();
    const cells = await backend.matrix(run);
    const own = cells.find(
      ({ id }) => id === 'corridor:gha1 read bucket:gha1-primary-1',
    );
    expect(
      own?.answers.map(answer => [
        answer.view,
        answer.covered && answer.verdict,
      ]),
    ).toEqual([
      ['intended', 'allow'],
      ['declared', 'allow'],
      ['configured', 'allow'],
      ['observed', 'allow'],
    ]);
    const findings = await backend.findings(run);
    expect(findings.filter(({ kind }) => kind === 'drift')).toEqual([]);
  });

  await test.step('a statement that was added by hand is named', async () => {
    await account.putInlinePolicy('single1_gha2', 'by-hand', {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Favour',
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha1-primary-1/*',
        },
      ],
    });
    await verifyScope(page, 'environment:single1');
    const drift = page.getByRole('listitem').filter({
      hasText: /by-hand is in the account alone/,
    });
    await expect(drift).toBeVisible();
    await expect(drift).toContainText('Drift');
    await expect(drift).toContainText('Next:');
    await expect(
      page.getByText('gha2 can read bucket gha1-primary-1 of gha1').first(),
    ).toBeVisible();

    await page.goto('/corridors/gha2/access');
    await expect(
      page.getByText(/by-hand is in the account alone/),
    ).toBeVisible();
    await page.getByRole('radio', { name: 'List' }).click();
    await expect(
      page.getByRole('row', { name: /^gha2 gha1-primary-1 Leak read/ }),
    ).toBeVisible();
  });

  await test.step('and gone when it is removed', async () => {
    await account.deleteInlinePolicy('single1_gha2', 'by-hand');
    const run = await verifyScope(page, 'environment:single1');
    expect(await backend.findings(run)).toEqual([]);
  });
});
