import type { Locator, Page } from '@playwright/test';

/** The table of the corridors page. */
export function corridorsTable(page: Page): Locator {
  return page.getByRole('grid', { name: 'Corridors', exact: true });
}

/** The row of a corridor in the table of the corridors page. */
export function corridorRow(page: Page, name: string): Locator {
  return corridorsTable(page)
    .getByRole('row')
    .filter({
      has: page.getByRole('rowheader').getByText(name, { exact: true }),
    });
}
