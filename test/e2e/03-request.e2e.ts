import { expect, test, type Page } from '@playwright/test';
import { corridorRow } from './support/corridorsTable';
import { holdReconciler } from './support/holdReconciler';
import { mergePullRequest } from './support/mergePullRequest';
import { signIn } from './support/signIn';

/** Names that cannot be had in single1, with what the form says about each. */
const REFUSED_NAMES = [
  { name: 'gh', says: /3 to 20 characters/ },
  { name: 'gha1-dev', says: /gha1-dev-.*corridor gha1/ },
  { name: 'gha', says: /gha-.*shared bucket gha-common-1/ },
  { name: 'default', says: /"default" is reserved/ },
];

const next = (page: Page) => page.getByRole('button', { name: 'Next' });

async function chooseEnvironment(page: Page, name: string) {
  await page.getByRole('button', { name: /Environment/ }).click();
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
}

test('a corridor is asked for, merged, built and verified', async ({
  page,
  context,
}) => {
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Request a corridor' }).click();

  await test.step('refuse names while they are typed', async () => {
    await chooseEnvironment(page, 'single1');
    const field = page.getByRole('textbox', { name: /^Name/ });
    for (const { name, says } of REFUSED_NAMES) {
      await field.fill(name);
      await expect(page.getByText(says)).toBeVisible();
    }
    await field.fill('ghaviews');
    await expect(page.getByText('This name is free')).toBeVisible();
    await expect(
      page.getByText(
        'arn:aws:iam::111122223333:role/corridors/single1_ghaviews',
      ),
    ).toBeVisible();
    await next(page).click();
  });

  await test.step('fill in the rest', async () => {
    await page.getByRole('textbox', { name: 'Owner' }).fill('GitHub archive');
    await page.getByRole('option', { name: 'GitHub archive' }).click();
    await next(page).click();

    await page.getByRole('textbox', { name: 'Name of bucket 1' }).fill('views');
    await expect(page.getByText('ghaviews-views')).toBeVisible();
    await next(page).click();

    await expect(page.getByText('gha-common-1')).toBeVisible();
    await next(page).click();

    await page.getByRole('textbox', { name: 'CPU' }).fill('8');
    await page.getByRole('textbox', { name: 'Memory' }).fill('32Gi');
    await next(page).click();
  });

  await test.step('preview the files and create', async () => {
    const files = page.getByRole('tablist', { name: 'Files of the request' });
    for (const file of [
      'corridor.yaml',
      'resource-quota.yaml',
      'bucket-views.yaml',
      'policy.yaml',
    ]) {
      await expect(files.getByRole('tab', { name: file })).toBeVisible();
    }
    await files.getByRole('tab', { name: 'resource-quota.yaml' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('32Gi');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
  });

  const pullRequest = page.getByRole('link', { name: /^Pull request/ });
  await expect(pullRequest).toBeVisible({ timeout: 60_000 });
  const url = (await pullRequest.getAttribute('href')) ?? '';
  expect(url).toMatch(
    /^http:\/\/localhost:8180\/platform\/corridors-gitops\/pull\/\d+$/,
  );

  await test.step('see it appear after the merge, without a reload', async () => {
    await page.goto('/corridors');
    await expect(corridorRow(page, 'gha1')).toBeVisible();
    await expect(corridorRow(page, 'ghaviews')).toHaveCount(0);
    const release = await holdReconciler('vpc2-kspray1');
    await mergePullRequest(context, url);
    const row = corridorRow(page, 'ghaviews');
    await expect(row).toContainText('Provisioning', { timeout: 60_000 });
    await release();
    await expect(row).toContainText('Ready', { timeout: 60_000 });
  });

  await test.step('verify it', async () => {
    await corridorRow(page, 'ghaviews').click();
    await page.getByRole('button', { name: 'Verify now' }).click();
    await expect(
      page.getByRole('link', { name: /^Isolation: Verified/ }),
    ).toBeVisible({
      timeout: 60_000,
    });
    await page.goto('/corridors/security?scope=corridor:ghaviews');
    await expect(
      page.getByRole('heading', { name: /^No findings, \d+ % covered$/ }),
    ).toBeVisible();
    await expect(
      page.getByText(/cells not covered: Rewriting the policy of a bucket/),
    ).toBeVisible();
  });
});
