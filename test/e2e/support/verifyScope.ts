import { expect, type Page } from '@playwright/test';

/** What differs from what is meant is tried again for a minute, until IAM has settled. */
const RUN = { timeout: 120_000 };

/**
 * Presses *Verify now* on the security page and waits until the result is shown.
 *
 * @param scope - as in the page's address: `environment:single1`, `account:111122223333`, `corridor:gha1`
 * @returns the id of the run
 */
export async function verifyScope(page: Page, scope: string): Promise<string> {
  await page.goto(`/corridors/security?scope=${encodeURIComponent(scope)}`);
  const button = page.getByRole('button', { name: 'Verify now' });
  await expect(button).toBeEnabled();
  const started = page.waitForResponse(
    response =>
      response.request().method() === 'POST' &&
      response.url().endsWith('/v1/verifications'),
  );
  await button.click();
  const answer = await started;
  expect(answer.status()).toBe(202);
  const { id }: { id: string } = await answer.json();

  await page.goto(`/corridors/security/runs/${id}`);
  await expect(
    page.getByRole('heading', { name: 'What was covered' }),
  ).toBeVisible(RUN);
  return id;
}
