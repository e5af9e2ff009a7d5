import { expect, type BrowserContext } from '@playwright/test';

/** Merges a pull request on the forge's own page, as somebody of the platform team does. */
export async function mergePullRequest(
  context: BrowserContext,
  url: string,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Acting as').selectOption('pat');
  await page.getByRole('button', { name: 'Switch' }).click();
  await page.getByRole('button', { name: 'Merge pull request' }).click();
  await expect(page.getByText('Merged by pat')).toBeVisible();
  await page.close();
}
