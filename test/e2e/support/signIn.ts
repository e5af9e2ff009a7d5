import { expect, type Page } from '@playwright/test';

/** Who the sandbox knows. */
export type Person = 'Ada' | 'Grace' | 'Pat' | 'Audrey';

/** What the portal says of a person whom the catalog does not hold. */
const UNKNOWN_PERSON = 'unable to resolve user identity';

/**
 * Signs in through the popup of the identity provider, as a person does: again, when the portal has only just started
 * and its catalog has not read its people yet.
 */
export async function signIn(page: Page, person: Person, path = '/corridors') {
  const navigation = page.getByRole('navigation', { name: 'sidebar nav' });
  const refusal = page.getByText(UNKNOWN_PERSON);
  await page.goto(path);
  await expect(async () => {
    const popup = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Sign In' }).click();
    const provider = await popup;
    await provider
      .getByRole('button', { name: new RegExp(`^${person}`) })
      .click();
    await navigation.or(refusal).first().waitFor({ state: 'attached' });
    expect(await refusal.count(), UNKNOWN_PERSON).toBe(0);
  }).toPass({ timeout: 90_000, intervals: [2_000] });
}
