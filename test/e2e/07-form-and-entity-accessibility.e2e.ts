import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible';
import { signIn } from './support/signIn';

const next = (page: Page) => page.getByRole('button', { name: 'Next' });

const FORM = 'form';

for (const colorScheme of ['light', 'dark'] as const) {
  const wide = { part: FORM, looks: [{ colorScheme, width: 1440 }] };
  const narrow = { part: FORM, looks: [{ colorScheme, width: 360 }] };

  test(`every page of the request form is accessible and fits, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await signIn(page, 'Ada');
    await page.goto('/create/templates/default/corridor-request');
    await expect(page.getByRole('textbox', { name: /^Name/ })).toBeVisible();
    await expectAccessible(page, wide);

    await page.getByRole('button', { name: /Environment/ }).click();
    await page.getByRole('option', { name: /^analytics/ }).click();
    await page.getByRole('textbox', { name: /^Name/ }).fill('sensors');
    await expect(page.getByText('This name is free')).toBeVisible();
    await expectAccessible(page, wide);
    await next(page).click();

    await page.getByRole('textbox', { name: 'Owner' }).fill('GitHub archive');
    await page.getByRole('option', { name: 'GitHub archive' }).click();
    await next(page).click();

    await page.getByRole('textbox', { name: 'Name of bucket 1' }).fill('raw');
    await expect(page.getByText('sensors-raw')).toBeVisible();
    await expectAccessible(page, wide);
    await next(page).click();

    await expect(page.getByText('reference-data-1')).toBeVisible();
    await expectAccessible(page, wide);
    await next(page).click();

    await page.getByRole('textbox', { name: 'CPU' }).fill('8');
    await page.getByRole('textbox', { name: 'Memory' }).fill('32Gi');
    await expectAccessible(page, wide);
    await next(page).click();

    await expect(
      page.getByRole('tablist', { name: 'Files of the request' }),
    ).toBeVisible();
    await expectAccessible(page, wide);

    await page.goto('/create/templates/default/corridor-request');
    await expect(page.getByRole('textbox', { name: /^Name/ })).toBeVisible();
    await expectAccessible(page, narrow);
  });
}

test('our tab of a catalog entity is accessible and fits', async ({ page }) => {
  await signIn(page, 'Pat');
  await page.goto('/catalog/default/resource/archive/corridor');
  await expect(page.getByText('Credentials are broken').first()).toBeVisible();
  await expectAccessible(page, { part: 'section[aria-labelledby]' });
});
