import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { sendForm } from '../support/staff.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const PERSON = { accept: 'text/html' };

describe('an action plan, by forms without a script', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let plan: string;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    plan = href(ROUTES.plan, { agency: world.agency });
  }, 60_000);
  afterAll(() => web.close());

  const page = async (address: string): Promise<string> => (await asha.get(address).set(PERSON).expect(200)).text;
  const taskOf = (html: string): string => /\/plan\/tasks\/([0-9a-f-]{36})/.exec(html)?.[1] ?? '';

  it('says what will be there, and how to begin', async () => {
    expect(await page(plan)).toContain('No task yet');
    const adding = href(ROUTES.addTask, { agency: world.agency });
    const refused = await sendForm(asha, adding, { what: '', due: '2027-02-30' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('What is to be done');
    const added = await sendForm(asha, adding, { what: '=1+1', due: '2027-01-31', reminders: 'on' });
    expect(added.status).toBe(303);
    expect(await page(plan)).toContain('0 of 1 done, 0 overdue');
  });

  it('moves a task by a button of its card, and says so on the board', async () => {
    const task = taskOf(await page(plan));
    const moved = await sendForm(asha, href(ROUTES.moveTask, { task }), { state: 'done', revision: '1' });
    expect(moved.headers['location']).toBe(`${plan}?said=moved#task-${task}`);
    expect(await page(plan)).toContain('1 of 1 done, 0 overdue');
  });

  it('tells in words that somebody else was faster, and keeps what was typed', async () => {
    const task = taskOf(await page(plan));
    const address = href(ROUTES.reportTask, { task });
    const late = await sendForm(asha, address, { state: 'under-way', note: 'My own words', revision: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody else changed this task');
    expect(late.text).toContain('My own words');
    const api = await asha.put(href(API.taskReport, { task })).set('if-match', '"1"').send({ state: 'to-do' });
    expect([api.status, (api.body as { code: string }).code]).toEqual([412, 'revision.conflict']);
    const unasked = await asha.put(href(API.taskReport, { task })).send({ state: 'to-do' });
    expect(unasked.status).toBe(428);
  });

  it('is taken along as a table in which nothing counts', async () => {
    const { text } = await asha.get(href(ROUTES.planFile, { agency: world.agency, format: 'csv' })).expect(200);
    const [, line = ''] = text.split('\r\n');
    expect(line).toContain('1+1');
    expect(line.replaceAll('"', '').startsWith('=')).toBe(false);
    await asha.get(href(ROUTES.planFile, { agency: world.agency, format: 'exe' })).expect(404);
  });
});
