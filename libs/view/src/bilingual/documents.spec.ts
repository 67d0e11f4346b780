import type { DocumentForm } from '@isonomia/application';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { isLongRun } from '../../../../test/support/command.js';
import {
  both,
  documentView as view,
  OF_DOCUMENT,
  OF_OUTCOME,
  outcomeIn,
  questionnaireIn,
  regionalIn,
  single,
  workshopIn,
} from '../../../../test/support/document-kinds.js';
import { exampleOutcome, type ExampleVariant } from '../../../../test/support/outcome-fixture.js';
import { printedWorkshop } from '../../../../test/support/printed-workshop.js';
import { publishedExample } from '../../../../test/support/published-release.js';
import { documentHtml } from '../document/document-html.js';
import { renderOutcomeHtml } from '../document/view.js';
import { renderRegionalHtml } from '../regional/regional-document.js';
import { workshopPart } from '../workshop/workshop-document.js';

import { isElement, isText, parse, textOf, type Node } from './html-tree.js';

interface Kind {
  readonly woven: (form: DocumentForm) => Promise<string>;
  /** In one language, in the order of that which leads. */
  readonly alone: (language: string, leading: string) => Promise<string>;
}
const outcome = (variant: ExampleVariant, edition: 'internal' | 'sharing'): Kind => ({
  woven: async (form) => (await outcomeIn(variant, edition, form)).html,
  alone: async (language, leading) => {
    const options = { ...OF_OUTCOME, issuedOn: '2026-03-03', edition, language, leading };
    return renderOutcomeHtml(view, await exampleOutcome(variant), options);
  },
});
const questionnaire = (filled: boolean): Kind => ({
  woven: async (form) => (await questionnaireIn(form, filled)).html,
  alone: async (language) => (await questionnaireIn(single(language), filled)).html,
});
const KINDS: Readonly<Record<string, Kind>> = {
  'full internal': outcome('full', 'internal'),
  'full sharing': outcome('full', 'sharing'),
  'core sharing': outcome('core', 'sharing'),
  'workforce internal': outcome('workforce', 'internal'),
  regional: {
    woven: async (form) => (await regionalIn(form)).html,
    alone: async (language, leading) =>
      renderRegionalHtml(view, await publishedExample(), { ...OF_DOCUMENT, language, leading }),
  },
  workshop: {
    woven: async (form) => (await workshopIn(form)).html,
    alone: async (language, leading) =>
      documentHtml(view, workshopPart(view, await printedWorkshop(), { ...OF_DOCUMENT, language, leading })),
  },
  'blank questionnaire': questionnaire(false),
  'filled questionnaire': questionnaire(true),
};

const bodyOf = (html: string): readonly Node[] => parse(html.slice(html.indexOf('<body'), html.indexOf('</body>')));

/** Texts as they stand between tags, those told of drawings included. */
function textsOf(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return [node.value.replace(/\s+/g, ' ').trim()].filter((one) => one !== '');
    if (!isElement(node)) return [];
    const told = node.attrs.filter(({ name }) => name === 'aria-label' || name === 'alt').map(({ value }) => value);
    return [...told, ...textsOf(node.childNodes)];
  });
}
/** A number is there once, in the first convention. */
const plain = (text: string): string => (/\p{L}/u.test(text) ? text : text.replace(/[^\p{Nd}]/gu, ''));

const LANGUAGES = ['ar', 'en', 'fr', 'ru'] as const;
const pairs = LANGUAGES.flatMap((a) => LANGUAGES.filter((b) => b !== a).map((b) => [a, b] as const));
const every = Object.keys(KINDS).flatMap((kind) => pairs.map(([a, b]) => [kind, a, b] as const));
/** In each kind and each language once; all of them in the long run. */
const SOME: readonly (readonly [string, string, string])[] = [
  ['full internal', 'en', 'ru'],
  ['core sharing', 'fr', 'ar'],
  ['regional', 'ar', 'en'],
  ['blank questionnaire', 'ru', 'en'],
];

describe.each(isLongRun() ? every : SOME)('the %s document in %s and %s', (kind, a, b) => {
  const made = KINDS[kind];
  if (made === undefined) throw new Error(kind);
  let woven: readonly Node[];
  let html: string;
  beforeAll(async () => {
    html = await made.woven(both(a, b));
    woven = bodyOf(html);
  });

  it('holds every text of either', async () => {
    const there = textsOf(woven);
    const known = new Set(there.map(plain));
    const whole = there.join('\n');
    const alone = await Promise.all([a, b].map(async (language) => textsOf(bodyOf(await made.alone(language, a)))));
    const missing = alone.flat().filter((text) => !known.has(plain(text)) && !whole.includes(text));
    expect(missing).toEqual([]);
  });

  it('finds for every block its fellow, and leads in the first language', () => {
    expect(html).not.toContain('class="apart"');
    expect(html).toContain(`<html lang="${a}" dir="${a === 'ar' ? 'rtl' : 'ltr'}">`);
    const marked = [...html.matchAll(/ lang="([a-z]+)" dir="([a-z]+)"/g)].slice(1);
    expect(marked.length).toBeGreaterThan(100);
    // What people wrote stands in the language that they wrote it in.
    const spoken = kind === 'workshop' ? [b, 'en', 'ru'] : [b];
    for (const [, language = '', direction] of marked) {
      expect(spoken).toContain(language);
      expect(direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
    }
  });

  it('has every id once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
  });
});

describe('the glossary of a document in two languages', () => {
  it('has the order of the first, and each term beside its own translation', async () => {
    const { published } = await publishedExample();
    const [english, arabic] = [published.texts['en'] ?? {}, published.texts['ar'] ?? {}];
    const terms = findTerms(bodyOf(await outcome('core', 'sharing').woven(both('ar', 'en'))));
    expect(terms.length).toBeGreaterThan(10);
    const known = new Set(
      Object.keys(english)
        .filter((key) => key.endsWith('.term'))
        .map((key) => `${arabic[key] ?? ''} | ${english[key] ?? ''}`),
    );
    for (const [lead, second] of terms) expect(known).toContain(`${lead} | ${second}`);
    const collator = new Intl.Collator('ar');
    const leads = terms.map(([lead]) => lead);
    expect(leads).toEqual(leads.toSorted((one, other) => collator.compare(one, other)));
  });
});

function findTerms(nodes: readonly Node[]): readonly (readonly [string, string])[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    const isTerm = node.tagName === 'dt' && node.parentNode !== null && hasTerms(node.parentNode as Node);
    const [lead, second] = node.childNodes;
    if (isTerm && lead !== undefined && second !== undefined) return [[textOf(lead), textOf(second)] as const];
    return findTerms(node.childNodes);
  });
}
const hasTerms = (node: Node): boolean =>
  isElement(node) && node.attrs.some(({ name, value }) => name === 'class' && value === 'terms');
