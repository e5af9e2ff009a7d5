import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

const LOOKS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 360 },
] as const;

/**
 * Expects that axe finds nothing serious or critical and that the page does not scroll sideways: light and dark, wide and
 * narrow.
 *
 * @param part - CSS selector of the part that is ours; default: the whole page
 */
export async function expectAccessible(
  page: Page,
  part?: string,
): Promise<void> {
  for (const { colorScheme, width } of LOOKS) {
    const look = `${page.url()}, ${colorScheme}, ${width} px`;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      colorScheme,
    );

    const builder = new AxeBuilder({ page }).withTags(RULES);
    const { violations } = await (part
      ? builder.include(part)
      : builder
    ).analyze();
    const grave = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({
        id,
        targets: nodes.map(({ target }) => target.join(' ')),
      }));
    expect.soft(grave, `axe on ${look}`).toEqual([]);

    const excess = await page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    expect.soft(excess, `sideways scrolling of ${look}`).toBeLessThanOrEqual(0);
  }
}
