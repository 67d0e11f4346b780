/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { randomUUID } from 'node:crypto';
import { inScheme, wide } from '../support/looking.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { CORE, workshopCast, type WorkshopCast } from '../support/workshop.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

jest.setTimeout(300_000);

describe('the screen of a workshop in a browser', () => {
  let site: Site;
  let chromium: Chromium;
  let cora: Reader;
  let cast: WorkshopCast;
  let wall: string;

  beforeAll(async () => {
    site = await openSite();
    const [membership] = site.world.actors.cora.memberships;
    const region = membership?.regionId;
    if (region === undefined) throw new Error('cora has no region.');
    cast = await workshopCast(site.web.database, { region, instrument: CORE });
    wall = `/workshops/${cast.workshop}/screen`;
    await run(
      `INSERT INTO workshop_session (id, workshop_id, day, starts, ends, title, kind)
       SELECT gen_random_uuid(), w.id, w.starts_on, s.starts::time, s.ends::time, s.title, s.kind FROM workshop w,
         (VALUES ('09:00', '09:45', 'Welcome', 'talk'), ('09:45', '12:00', 'Answering in groups', 'answering'),
           ('13:00', '15:00', 'Strengths and limits', 'groups')) s (starts, ends, title, kind) WHERE w.id = $1`,
      cast.workshop,
    );
    chromium = await Chromium.start();
    cora = await chromium.person(site.origin);
    await cora.signIn('cora');
  });
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  const run = (sql: string, ...values: readonly unknown[]) => site.web.database.operator.query(sql, [...values]);
  const shows = (selector: string, text: string): Promise<unknown> =>
    cora.page.waitForFunction(
      (where, wanted) => document.querySelector(where)?.textContent.replace(/\s+/g, ' ').includes(wanted) === true,
      { polling: 50 },
      selector,
      text,
    );
  const pointOf = (group: string, participant: string, body: string): Promise<unknown> =>
    run(
      `INSERT INTO workshop_point (id, workshop_id, group_id, kind, body, participant_id, created_at, changed_at, put_forward_at)
       VALUES ($1, $2, $3, 'proposal', $4, $5, now(), now(), now())`,
      randomUUID(),
      cast.workshop,
      group,
      body,
      participant,
    );

  it('draws by itself what somebody puts forward on a phone, and keeps its profile to a group that shows none', async () => {
    await cora.open(wall);
    await shows('[data-live-state]', 'Live');
    const [agency] = cast.agencies;
    const [somebody] = agency.people;
    await pointOf(agency.group, somebody.participant, 'Mentors for every new officer');
    await shows('#wall-points', 'Mentors for every new officer');
    expect(await cora.text('#wall-profiles')).toContain('No group shows its profile');
    expect(cora.complained()).toEqual([]);
  });

  it('runs by keys that can be switched off: timer, agenda, help; none of them while somebody types', async () => {
    await cora.page.type('#minutes', '');
    await cora.page.keyboard.press('n');
    expect(await cora.page.$eval('#minutes', (field) => (field as HTMLInputElement).value)).toContain('n');
    await cora.page.$eval('#minutes', (field) => {
      (field as HTMLInputElement).value = '20';
      (field as HTMLInputElement).blur();
    });
    await cora.page.keyboard.press('n');
    await shows('#wall-timer', 'Welcome');
    await (await cora.named('Start')).click();
    await cora.page.waitForSelector('[data-running]');
    await shows('#wall-timer [data-digits]', '19:');
    await cora.page.keyboard.press('s');
    await shows('#wall-timer', 'stopped');
    await cora.page.keyboard.press('e');
    await shows('#wall-timer [data-digits]', '24:');
    await cora.page.keyboard.type('?');
    await cora.page.waitForSelector('#wall-keys[open]');
    await cora.page.click('[data-keys-on]');
    await cora.page.keyboard.press('Escape');
    await cora.page.waitForSelector('#wall-keys:not([open])');
    await cora.page.focus('main');
    await cora.page.keyboard.press('n');
    await cora.page.keyboard.type('?');
    await cora.page.waitForSelector('#wall-keys[open]');
    expect(await cora.text('#wall-timer')).toContain('Welcome');
    await cora.page.click('[data-keys-on]');
    await cora.page.keyboard.press('Escape');
    expect(cora.path()).toBe(wall);
    expect(cora.complained()).toEqual([]);
  });

  it('a number of minutes that nobody sits through is refused beside its field, and with words', async () => {
    await cora.write({ minutes: '9999' });
    await cora.press('Start');
    expect(await cora.title()).toContain('Error');
    expect(await cora.text('#minutes-error')).toContain('240');
    expect(cora.complained(422)).toEqual([]);
    await cora.open(wall);
  });

  it('is readable on a projector and on a phone, in the light and in the dark, and passes the checks of accessibility', async () => {
    const found: string[] = [];
    for (const [width, height, scheme] of [
      [1920, 1080, 'light'],
      [1280, 720, 'dark'],
      [360, 740, 'light'],
    ] as const) {
      await cora.page.setViewport({ width, height });
      await inScheme(cora, scheme);
      found.push(...(await wide(cora)));
      await cora.page.evaluate(AXE);
      const { violations } = (await cora.page.evaluate(
        `axe.run(document, { runOnly: ${JSON.stringify(WCAG)} })`,
      )) as AxeResults;
      found.push(...violations.map(({ id, nodes }) => `${width} ${scheme} ${id}: ${nodes[0]?.html ?? ''}`));
    }
    expect(found).toEqual([]);
  });

  it('works without script: forms lead back to it, and a link loads it again', async () => {
    const plain = await chromium.person(site.origin, { script: false });
    await plain.signIn('cora');
    await plain.open(wall);
    await plain.press('Next: Answering');
    expect(plain.path()).toBe(wall);
    expect(await plain.text('#wall-timer')).toContain('Answering in groups');
    await plain.press('Load the screen again');
    expect(plain.path()).toBe(wall);
  });
});
