import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { cssText } from './css-text.js';
import { DocumentFonts } from './fonts.js';

describe('a name in the running header', () => {
  it('cannot leave its string, its rule or the style element', () => {
    const written = cssText('A"; } </style><script>x</script> \\ \n @import url(//e)');
    expect(written).toMatch(/^(?:[A-Za-z0-9 ]|\\[0-9a-f]{6} )*$/);
  });

  it('keeps the spaces after what was escaped', () => {
    expect(cssText('a · b')).toBe('a \\0000b7  b');
  });

  it('holds every script', () => {
    expect(cssText('Таможня 海')).toContain('\\006d77');
  });
});

describe('fonts of a document', () => {
  const fonts = new DocumentFonts(join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '@fontsource'));
  const ranges = (text: string): string =>
    fonts
      .facesFor(text)
      .map((face) => face.range)
      .join(' ');

  it('are the Latin ones for plain text, in both weights', () => {
    expect(
      fonts
        .facesFor('Plain')
        .map((face) => face.weight)
        .toSorted(),
    ).toEqual([400, 600]);
  });

  it('grow by the script that is written, and by nothing else', () => {
    expect(ranges('Таможня')).toContain('U+0400-045F');
    expect(ranges('جمارك')).toContain('U+0600-06FF');
    expect(ranges('≥ 5')).toContain('U+2200-22FF');
    expect(ranges('Plain')).not.toContain('U+0400');
  });

  it('come as base64 that a template leaves as it is', () => {
    for (const face of fonts.facesFor('Plain ≥ Таможня')) expect(face.data).toMatch(/^[A-Za-z0-9+/]+$/);
  });
});
