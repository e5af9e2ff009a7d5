import { expect, type Page } from '@playwright/test';

/**
 * Fills in the form for a corridor of single1 as Ada, up to its preview.
 *
 * @param name - of the corridor
 */
export async function fillInRequest(page: Page, name: string): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Next' }).click();
  await page.goto('/corridors');
  await page.getByRole('link', { name: 'Request a corridor' }).click();
  await page.getByRole('button', { name: /Environment/ }).click();
  await page.getByRole('option', { name: /^single1/ }).click();
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await expect(page.getByText('This name is free')).toBeVisible();
  await next();
  await page.getByRole('textbox', { name: 'Owner' }).fill('GitHub archive');
  await page.getByRole('option', { name: 'GitHub archive' }).click();
  await next();
  await page.getByRole('textbox', { name: 'Name of bucket 1' }).fill('views');
  await expect(page.getByText(`${name}-views`)).toBeVisible();
  await next();
  await expect(page.getByText('gha-common-1')).toBeVisible();
  await next();
  await page.getByRole('textbox', { name: 'CPU' }).fill('8');
  await page.getByRole('textbox', { name: 'Memory' }).fill('32Gi');
  await next();
}
