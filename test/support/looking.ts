/// <reference lib="dom" />
import type { Reader } from './reader.js';

/** Without motion: half way between two colours neither holds. */
export const inScheme = (reader: Reader, scheme: 'light' | 'dark'): Promise<void> =>
  reader.page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);

/** Everything that is folded away, unfolded: it is read as well. */
export const openAll = (reader: Reader): Promise<void> =>
  reader.page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });

/** What makes a page scroll sideways on the narrowest phone; tables scroll in frames of their own. */
export const wide = (reader: Reader): Promise<readonly string[]> =>
  reader.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.querySelectorAll('body *')].filter((one) => {
      const frame = one.closest('.table-frame, svg');
      return (frame === null || frame === one) && one.getBoundingClientRect().right > clientWidth + 1;
    });
    return [
      `${scrollWidth} px: ${beyond
        .slice(-3)
        .map((one) => one.outerHTML.slice(0, 120))
        .join(' … ')}`,
    ];
  });
