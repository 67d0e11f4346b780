import { join } from 'node:path';

import { commonRecommendations, practicesFor, type PublishedRelease } from '@isonomia/application';
import { observationsOf, type Release, type ShownGroup } from '@isonomia/comparison';
import { PracticeFiles } from '@isonomia/content';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { publishedExample } from '../../../../test/support/published-release.js';
import { View } from '../document/view.js';
import { observedWords } from '../exports/release-names.js';

import { renderRegionalHtml } from './regional-document.js';

const ID = 'K7QF-3M9D-X2TA';
const view = new View({ root: join(import.meta.dirname, '..', '..', '..', '..') });
const html = (published: PublishedRelease): string =>
  renderRegionalHtml(view, published, {
    documentId: ID,
    verifyUrl: `https://isonomia.example/verify/${ID}`,
    language: 'en',
  });
/** What stands on the paper, without drawings and markup. */
const bodyOf = (page: string): string => page.slice(page.indexOf('<body'));
const withRelease = (published: PublishedRelease, release: Partial<Release>): PublishedRelease => ({
  ...published,
  release: { ...published.release, ...release },
});

let published: PublishedRelease;
let page: string;
beforeAll(async () => {
  published = await publishedExample();
  page = html(published);
});

describe('the regional report', () => {
  it('is the same page for the same release', async () => {
    expect(html(await publishedExample())).toBe(page);
  });

  it('shows beside its recommendations the practices that were kept with it, each once, and none without', async () => {
    expect(page).not.toContain('class="practice"');
    const library = await new PracticeFiles({ content: join('libs', 'content') }).all();
    const practices = practicesFor(library, published.published);
    const kept = bodyOf(html({ ...published, facts: { ...published.facts, practices } }));
    const told = kept.split('class="practice"').length - 1;
    expect(told).toBeGreaterThan(0);
    const rules = new Set(commonRecommendations(published.release, published.published).map(({ rule }) => rule.id));
    expect(told).toBe(practices.filter((practice) => practice.rules.some((rule) => rules.has(rule))).length);
    expect(kept).toContain('Not checked by us');
  });

  it('prints the numbers of the release as its files have them', () => {
    const voice = view.voice('en', published.published.texts['en'] ?? {});
    const told = observationsOf(published.release).filter(
      ({ table, measure, observed }) =>
        ['dimensions', 'people', 'gates', 'items'].includes(table) &&
        measure !== 'lower-quartile' &&
        observed.kind !== 'withheld',
    );
    const body = bodyOf(page);
    expect(told.length).toBeGreaterThan(100);
    const missing = told.filter(({ observed, unit }) => {
      return !body.includes(observedWords(voice, observed, unit).replace('<', '&lt;'));
    });
    expect(missing).toEqual([]);
  });

  it('has no number of a group that is withheld', () => {
    const rows = [
      ...bodyOf(page).matchAll(/<tr class="row"><th scope="row">(?:Vardania|Prison service)<\/th>(.*?)<\/tr>/gs),
    ];
    expect(rows.length).toBeGreaterThan(2);
    for (const [, cells = ''] of rows) expect(cells.replace(/<[^>]*>/g, ' ')).not.toMatch(/\d/);
  });

  it('says that what is made up is made up, on the cover and on every page', () => {
    expect(bodyOf(page)).toContain('The agencies of this region are fictional');
    expect(page).toContain('content: "Fictional"');
    const real = html({ ...published, facts: { ...published.facts, fictional: false } });
    expect(/fictional/i.exec(bodyOf(real))).toBeNull();
  });

  it('says how to check it, by what release, and claims nobody’s endorsement', () => {
    const body = bodyOf(page);
    for (const part of [ID, `https://isonomia.example/verify/${ID}`, 'No organisation or government has endorsed it'])
      expect(body).toContain(part);
    expect(body.replace(/<[^>]*>|\s/g, '')).toContain(published.facts.sha256);
    expect(/in partnership with|supported by the (?:WCO|UN)|under the auspices/i.exec(body)).toBeNull();
  });

  it('speaks to everybody who can act', () => {
    for (const addressee of ['heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks'])
      expect(page).toContain(`id="to-${addressee}"`);
  });

  it('is a short report without numbers where too few take part', () => {
    const none = withRelease(published, {
      groups: [{ grouping: 'all', group: 'all', state: 'withheld', reason: 'too-few' }],
    });
    const body = bodyOf(html(none));
    expect(body).toContain('no figure of this region can be published yet');
    expect(body).not.toContain('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640');
    expect(body).not.toMatch(/undefined|\[object|regional\.[a-z]/);
  });

  it('names every state of a region of many, and leaves single tables of them to the files', () => {
    const [everybody] = published.release.groups as readonly ShownGroup[];
    const countries = Array.from({ length: 51 }, (_, index) => ({
      id: `state-${index}`,
      code: 'XX',
      name: `State ${String(index).padStart(2, '0')}`,
    }));
    const groups = countries.map(({ id }) => ({
      ...(everybody as ShownGroup),
      grouping: 'country' as const,
      group: id,
    }));
    const many = withRelease(published, { groups: [everybody as ShownGroup, ...groups] });
    const body = bodyOf(html({ ...many, facts: { ...many.facts, countries } }));
    for (const { name } of countries) expect(body).toContain(name);
    expect(body).toContain('too many to print');
    expect(body.match(/<table/g)?.length).toBeLessThan(20);
  });

  it('takes names of regions, rounds and countries for text', () => {
    const hostile = '</style><script>alert(1)</script>"; } @import url(//x)';
    const facts = {
      ...published.facts,
      region: hostile,
      round: hostile,
      countries: published.facts.countries.map((country) => ({ ...country, name: hostile })),
    };
    const drawn = html({ ...published, facts });
    expect(drawn).not.toContain('<script>');
    expect(drawn).not.toMatch(/content: "[^"]*<\/style>/);
    expect(drawn.match(/<\/style>/g)).toHaveLength(1);
  });
});
