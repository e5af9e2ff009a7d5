import { expect, test } from '@playwright/test';
import { CorridorsBackend } from './support/CorridorsBackend';
import { corridorRow } from './support/corridorsTable';
import { signIn } from './support/signIn';
import { verifyScope } from './support/verifyScope';

test("another owner's corridor is refused, and the page says why and what to do", async ({
  page,
}) => {
  await signIn(page, 'Grace', '/corridors/gha1');
  await expect(page.getByText('You may not see corridor gha1')).toBeVisible();
  await expect(
    page.getByText(
      'A corridor is shown to the group that owns it, to the platform team and to auditors, and to nobody else.',
    ),
  ).toBeVisible();
  await expect(
    page.getByText('ask the platform team to check which groups you belong to'),
  ).toBeVisible();

  const backend = new CorridorsBackend(page);
  for (const path of ['', '/credentials', '/spark-runs', '/connection']) {
    expect((await backend.get(`/corridors/gha1${path}`)).status()).toBe(403);
  }
  const verification = await backend.post('/verifications', {
    scope: { kind: 'corridor', corridor: 'gha1' },
    views: ['intended', 'observed'],
  });
  expect(verification.status()).toBe(403);

  await page.getByRole('link', { name: 'All corridors' }).click();
  await expect(corridorRow(page, 'gha2')).toBeVisible();
  await expect(corridorRow(page, 'gha1')).toHaveCount(0);
});

test('an auditor verifies a whole account and cannot request', async ({
  page,
}) => {
  await signIn(page, 'Audrey');
  await expect(corridorRow(page, 'gha1')).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Request a corridor' }),
  ).toHaveCount(0);

  await verifyScope(page, 'account:111122223333');
  await expect(
    page.getByText('Verification of AWS account 111122223333'),
  ).toBeVisible();

  const refused = await new CorridorsBackend(page).post('/preflight', {
    spec: { metadata: { name: 'audit1' }, spec: { environment: 'single1' } },
    stage: 'name',
  });
  expect(refused.status()).toBe(403);
});
