import type { Page } from '@playwright/test';

/** Who the sandbox knows. */
export type Person = 'Ada' | 'Grace' | 'Pat' | 'Audrey';

/**
 * Signs in through the popup of the identity provider, as a person does.
 */
export async function signIn(page: Page, person: Person, path = '/corridors') {
  await page.goto(path);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign In' }).click();
  const provider = await popup;
  await provider
    .getByRole('button', { name: new RegExp(`^${person}`) })
    .click();
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .waitFor({ state: 'attached' });
}
