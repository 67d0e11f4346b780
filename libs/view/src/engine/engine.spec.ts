import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { element } from '../svg/markup.js';
import { createFormat } from '../text/format.js';
import { createTranslator } from '../text/translator.js';

import { TemplateEngine } from './engine.js';

const folder = mkdtempSync(join(tmpdir(), 'isonomia-templates-'));
const files: Readonly<Record<string, string>> = {
  'layouts/page.hbs': '<title>{{title}}</title>{{body}}',
  'partials/name.hbs': '<b>{{name}}</b>',
  'partials/nosy.hbs': '{{secret}}',
  'pages/home.hbs': "<p>{{> partials/name name=user}} {{t 'greeting' name=user}}</p>",
  'pages/missing.hbs': '{{nothing}}',
  'pages/nosy.hbs': '{{> partials/nosy}}',
  'pages/drawing.hbs': '{{drawing}}',
  'pages/unknown-helper.hbs': '{{shout name}}',
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
const translator = createTranslator('en', 'en-GB', { greeting: 'Hello, {name}' });
const context = { translator, format: createFormat('en', translator.t), direction: 'ltr' as const };
const engine = new TemplateEngine({ templates: folder });
afterAll(() => rmSync(folder, { recursive: true }));

describe('templates', () => {
  it('escape what they are given, in text and in words', () => {
    const html = engine.render('pages/home', { user: '<i>&' }, context);
    expect(html).toBe('<p><b>&lt;i&gt;&amp;</b> Hello, &lt;i&gt;&amp;</p>');
  });

  it('print what looks like a template as it stands', () => {
    expect(engine.render('partials/name', { name: '{{7*7}} {{secret}}' }, context)).toContain('{{7*7}} {{secret}}');
  });

  it('refuse a name that the view model lacks', () => {
    expect(() => engine.render('pages/missing', {}, context)).toThrow(/not defined/);
  });

  it('show a partial nothing but what it is handed', () => {
    expect(() => engine.render('pages/nosy', { secret: 'x' }, context)).toThrow(/not defined/);
  });

  it('refuse a helper that is not listed', () => {
    expect(() => engine.render('pages/unknown-helper', { name: 'x' }, context)).toThrow();
  });

  it('set the inner page into its layout once, unescaped', () => {
    const html = engine.renderIn(
      'layouts/page',
      { title: 'T&T' },
      { name: 'partials/name', view: { name: 'A' } },
      context,
    );
    expect(html).toBe('<title>T&amp;T</title><b>A</b>');
  });

  it('take drawings as markup, but no look-alike that came as data', () => {
    const drawn = engine.render('pages/drawing', { drawing: element('text', {}, '<') }, context);
    expect(drawn).toBe('<text>&lt;</text>');
    const posed = JSON.parse('{"toHTML": "<script>", "source": "<script>"}') as object;
    expect(engine.render('pages/drawing', { drawing: posed }, context)).not.toContain('<script>');
  });
});
