import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** A colour scheme and a width of the window in pixels. */
export interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

const WIDE = 1440;
const NARROW = 360;

const LOOKS: readonly Look[] = [
  { colorScheme: 'light', width: WIDE },
  { colorScheme: 'dark', width: WIDE },
  { colorScheme: 'dark', width: NARROW },
  { colorScheme: 'light', width: NARROW },
];

/**
 * Expects that axe finds nothing serious or critical and that the page does not scroll sideways: light and dark, wide and
 * narrow.
 *
 * @param options - `part`: CSS selector of the part that is ours, for pages whose width is not; default the whole page; `looks`: where the portal around
 *   it forgets what was filled in when its colours or its layout change
 */
export async function expectAccessible(
  page: Page,
  options: { readonly part?: string; readonly looks?: readonly Look[] } = {},
): Promise<void> {
  const { part, looks = LOOKS } = options;
  for (const { colorScheme, width } of looks) {
    const look = `${page.url()}, ${colorScheme}, ${width} px`;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      colorScheme,
    );
    if (part) {
      // The portal builds its pages anew for other colours, and what is on them comes a little later.
      await expect(page.locator(part).first()).toBeVisible();
    }

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

    if (!part) {
      const excess = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect
        .soft(excess, `sideways scrolling of ${look}`)
        .toBeLessThanOrEqual(0);
    }
  }
}
