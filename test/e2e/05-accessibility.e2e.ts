import { expect, test, type Page } from '@playwright/test';
import { CorridorsBackend } from './support/CorridorsBackend';
import { expectAccessible } from './support/expectAccessible';
import { signIn } from './support/signIn';

const TABS = [
  '',
  '/buckets',
  '/roles',
  '/credentials',
  '/spark',
  '/access',
  '/connect',
  '/activity',
];

/** Waits until the page is there and holds no placeholder. */
async function loaded(page: Page, heading: string) {
  await expect(
    page.getByRole('heading', { name: heading }).first(),
  ).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

test.beforeEach(({ page }) => signIn(page, 'Pat'));

test('the list and the requests are accessible and fit', async ({ page }) => {
  await loaded(page, 'All corridors');
  await expectAccessible(page);

  await page.goto('/corridors/requests');
  await loaded(page, 'Under way');
  await expectAccessible(page);

  const answer = await new CorridorsBackend(page).get('/requests');
  const { items }: { items: { id: string }[] } = await answer.json();
  await page.goto(`/corridors/requests/${items[0]?.id}`);
  await loaded(page, 'Way so far');
  await expectAccessible(page);
});

test('every tab of a corridor is accessible and fits', async ({ page }) => {
  for (const tab of TABS) {
    await page.goto(`/corridors/archive${tab}`);
    await loaded(page, 'archive');
    await expectAccessible(page);
  }
});

test('a run with findings and their evidence are accessible and fit', async ({
  page,
}) => {
  await page.goto('/corridors/security?scope=environment:analytics');
  await loaded(page, 'Who can reach what');
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^Show (the cell|\d+ cells)$/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});
