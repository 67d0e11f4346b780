import { describe, expect, it } from '@jest/globals';

import { element } from './markup.js';
import { qrCode } from './qr-code.js';
import { textWidth, wrapText } from './text-width.js';

describe('markup', () => {
  it('escapes text and attributes', () => {
    const drawn = element('text', { class: '"><script>' }, '<b>&</b>').toHTML();
    expect(drawn).toBe('<text class="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&lt;/b&gt;</text>');
  });

  it.each(['onload', 'href', 'xlink:href', 'style', 'a b'])(
    'refuses the attribute %s, which could run or fetch',
    (name) => {
      expect(() => element('rect', { [name]: 'x' })).toThrow('svg.attribute');
    },
  );

  it('writes numbers with two decimals at most, so that a drawing is the same everywhere', () => {
    expect(element('circle', { r: 1 / 3 }).toHTML()).toBe('<circle r="0.33"></circle>');
  });
});

describe('labels', () => {
  it('break at spaces and end in an ellipsis when they do not fit', () => {
    const lines = wrapText('Tactical, special intervention and armed response', 90, 10, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(90);
  });

  it('that are one long word are shortened, not lost', () => {
    const [line = ''] = wrapText('Donaudampfschifffahrtsgesellschaft', 60, 10, 2);
    expect(line).toMatch(/^Dona.*…$/);
  });
});

describe('the room that a text is given', () => {
  // Measured once with the fonts that documents embed, in thousandths of the size.
  it.each([
    ['الموارد البشرية', 5702],
    ['المساواة بين الجنسين في الجهات الجمركية', 16859],
    ['Набор и отбор персонала', 12502],
    ['égalité à l’embauche', 9590],
  ])('for "%s" is what it takes, and not much more', (text, measured) => {
    const given = textWidth(text, 1000);
    expect(given).toBeGreaterThanOrEqual(measured);
    expect(given).toBeLessThan(measured * 1.3);
  });

  it('is the same with and without signs that only tell the direction', () => {
    expect(textWidth('\u2066−7.3 %\u2069', 10)).toBe(textWidth('−7.3 %', 10));
  });
});

describe('a QR code', () => {
  it('is one path with a quiet zone, named for those who do not see it', () => {
    const code = qrCode('https://isonomia.example/verify/K7QF-3M9D-X2TA', 'Check <here>').toHTML();
    expect(code).toContain('aria-label="Check &lt;here&gt;"');
    const size = Number(/viewBox="0 0 (\d+)/.exec(code)?.[1]);
    const xs = [...code.matchAll(/M(\d+) (\d+)/g)].flatMap((match) => [Number(match[1]), Number(match[2])]);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...xs)).toBeLessThan(size - 4);
  });
});
