import { describe, expect, it } from '@jest/globals';

import { interleave } from './interleave.js';

const weave = (lead: string, second: string): string =>
  interleave({ html: lead, language: 'en', direction: 'ltr' }, { html: second, language: 'ar', direction: 'rtl' });

const ARABIC = 'lang="ar" dir="rtl"';

describe('two renderings of one document', () => {
  it('pair their paragraphs and lists, and say which language the second is in', () => {
    expect(weave('<p>Yes</p><ul><li>a</li></ul>', '<p>نعم</p><ul><li>أ</li></ul>')).toBe(
      `<div class="pair"><p>Yes</p><p ${ARABIC}>نعم</p></div>` +
        `<div class="pair"><ul><li>a</li></ul><ul ${ARABIC}><li>أ</li></ul></div>`,
    );
  });

  it('say once what reads the same', () => {
    expect(weave('<p>Tarsenia</p>', '<p>Tarsenia</p>')).toBe('<p>Tarsenia</p>');
  });

  it('have one heading, whose number is there once', () => {
    expect(
      weave('<h2><span class="number">4</span> Findings</h2>', '<h2><span class="number">4</span> النتائج</h2>'),
    ).toBe(
      `<h2 class="both"><div><span class="number">4</span> Findings<span class="between"> / </span></div><div ${ARABIC} role="note"> النتائج</div></h2>`,
    );
  });

  it('are one table: words twice, numbers once even where their separators differ', () => {
    const table = (name: string, number: string): string =>
      `<table><tbody><tr><th scope="row">${name}</th><td class="numeric">${number}</td></tr></tbody></table>`;
    expect(weave(table('Women', '1,189.5'), table('نساء', '1 189,5'))).toBe(
      `<table><tbody><tr><th scope="row" class="both"><div>Women</div><div ${ARABIC} role="note">نساء</div></th><td class="numeric">1,189.5</td></tr></tbody></table>`,
    );
  });

  it('show a number twice when its digits are others, and two numbers that differ', () => {
    const cell = (number: string): string => `<table><tbody><tr><td>${number}</td></tr></tbody></table>`;
    expect(weave(cell('18'), cell('١٨'))).toContain('١٨');
    expect(weave(cell('18'), cell('−18'))).toContain('−18');
  });

  it('are two tables where one has a row more: no row is put beside another that it may not belong to', () => {
    const [one, two] = ['<table><tr><td>a</td></tr></table>', '<table><tr><td>b</td></tr><tr><td>c</td></tr></table>'];
    const woven = weave(one, two);
    expect(woven.match(/<table>/g)).toHaveLength(2);
    expect(woven).toContain('class="apart"');
    expect(woven).not.toContain('class="both"');
  });

  it('follow each other whole where their sections differ', () => {
    expect(weave('<section><p>a</p></section>', '<section><p>b</p><p>c</p></section>')).toBe(
      `<div class="apart"><div><section><p>a</p></section></div><div ${ARABIC} role="note"><section><p>b</p><p>c</p></section></div></div>`,
    );
  });

  it('draw a chart with words twice, under ids of its own, and one without words once', () => {
    const chart = (word: string, title: string): string =>
      `<svg aria-labelledby="c-title"><title id="c-title">${title}</title><text>${word}</text></svg>`;
    const woven = weave(chart('Pay', 'One'), chart('أجر', 'واحد'));
    expect(woven).toContain('aria-labelledby="c-title-2"');
    expect(woven).toContain('<title id="c-title-2">واحد</title>');
    const once = weave(chart('18 %', 'One'), chart('18 %', 'واحد'));
    expect(once.match(/<svg/g)).toHaveLength(1);
    expect(once).toContain('<title id="c-title">One / واحد</title>');
  });

  it('have one box to tick and one line to write on', () => {
    const box = (label: string, open: string): string =>
      `<ul class="boxes"><li><span class="box" role="img" aria-label="${open}"></span><span><strong>${label}</strong></span></li></ul>`;
    const boxes = weave(box('Yes', 'open'), box('نعم', 'فارغ'));
    expect(boxes.match(/class="box"/g)).toHaveLength(1);
    expect(boxes).toContain('aria-label="open / فارغ"');
    expect(boxes).toContain('نعم');
    const line = (label: string): string => `<p class="joined write"><span class="quiet">${label}</span> Order 114</p>`;
    expect(weave(line('Evidence:'), line('الدليل:'))).toBe(
      `<p class="joined write"><span class="quiet">Evidence: / <span ${ARABIC} role="note">الدليل:</span></span> Order 114</p>`,
    );
  });

  it('leave what was escaped escaped', () => {
    expect(weave('<p>&lt;b&gt; &amp;</p>', '<p>&lt;i&gt;</p>')).toContain('<p>&lt;b&gt; &amp;</p>');
  });
});
