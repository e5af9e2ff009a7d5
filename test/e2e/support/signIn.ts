import { expect, type Page } from '@playwright/test';

/** Who the sandbox knows. */
export type Person = 'Ada' | 'Grace' | 'Pat' | 'Audrey';

/** What the portal says of a person whom the catalog does not hold. */
const UNKNOWN_PERSON = 'unable to resolve user identity';

/** How long each step of signing in may take. */
const STEP = { timeout: 15_000 };
/** The bar at the side has no size of its own, which counts as hidden. */
const THERE = { state: 'attached', ...STEP } as const;

/**
 * Signs in through the popup of the identity provider, as a person does: again from the start, when the portal has only
 * just started and its catalog has not read its people yet.
 */
export async function signIn(page: Page, person: Person, path = '/corridors') {
  const navigation = page.getByRole('navigation', { name: 'sidebar nav' });
  const button = page.getByRole('button', { name: 'Sign In' });
  const refusal = page.getByText(UNKNOWN_PERSON);
  await expect(async () => {
    await page.goto(path);
    await navigation.or(button).first().waitFor(THERE);
    if (await button.isVisible()) {
      const [popup] = await Promise.all([
        page.waitForEvent('popup', STEP),
        button.click(STEP),
      ]);
      await choose(popup, person);
      await navigation.or(refusal).first().waitFor(THERE);
      expect(await refusal.count(), UNKNOWN_PERSON).toBe(0);
    }
  }).toPass({ timeout: 90_000, intervals: [2_000] });
}

/** Says who one is. The provider remembers it: when the portal refused, the next popup closes without asking. */
async function choose(popup: Page, person: Person) {
  const closed = popup.isClosed()
    ? Promise.resolve()
    : popup.waitForEvent('close', STEP);
  const name = new RegExp(`^${person}`);
  await Promise.any([closed, popup.getByRole('button', { name }).click(STEP)]);
}
