import { WORKSHOP_PARTS } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LiveStreams } from '../../apps/web/src/http/live/live-streams.js';
import { asOwner } from '../support/database.js';
import { cookiesOf, type EventStream, heard, openEvents } from '../support/event-stream.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from '../support/workshop.js';
import { populate, type World } from '../support/world.js';

/** Where the browser of a phone keeps its seat. */
const seatCookie = ({ secret }: Seated): Readonly<Record<string, string>> => ({ cookie: `isonomia-seat=${secret}` });
const has = (part: string) => (stream: EventStream) => stream.moved().includes(part);
/** Long before everybody is looked at in turn. */
const AT_ONCE_MS = 8_000;
const BARE = /undefined|\[object|page\.[a-z-]+\.|workshop\.[a-z]+\.[a-z]/;
const isEnded = (stream: EventStream): boolean => stream.isEnded();

describe('what tells pages of a workshop that something moved, and the pages of its wall', () => {
  let web: TestWeb;
  let world: World;
  let cast: WorkshopCast;
  let cora: Visitor;
  let wall: string;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    const [membership] = world.actors.cora.memberships;
    const region = membership?.regionId;
    if (region === undefined) throw new Error('cora has no region.');
    cast = await workshopCast(web.database, { region, instrument: CORE });
    await web.app.listen(0, '127.0.0.1');
    cora = await signedIn(web, 'cora');
    wall = `/workshops/${cast.workshop}/live`;
  });
  afterAll(() => web.close());

  const run = (sql: string, ...values: readonly unknown[]) => web.database.operator.query(sql, [...values]);
  const seats = (): readonly Seated[] => cast.agencies.flatMap(({ people }) => people);
  const phone = (nth: number): Seated => {
    const seat = seats()[nth];
    if (seat === undefined) throw new Error(`There is no seat ${nth}.`);
    return seat;
  };
  const now = (): string => `?since=${Date.now() + 60_000}`;
  const ofSeat = (nth: number, query = now()): Promise<EventStream> =>
    openEvents(web.app, `/workshop/live${query}`, seatCookie(phone(nth)));
  const ofCora = (query = now()): Promise<EventStream> =>
    openEvents(web.app, `${wall}${query}`, { cookie: cookiesOf(cora) });
  const say = ({ participant, group }: Seated, word: string): Promise<unknown> =>
    run(
      `INSERT INTO workshop_point (id, workshop_id, group_id, kind, body, participant_id, created_at, changed_at)
       VALUES ($1, $2, $3, 'strength', $4, $5, now(), now())`,
      randomUUID(),
      cast.workshop,
      group,
      word,
      participant,
    );
  /** The connection that listens is there: from now on what is heard is what moves. */
  const listening = async (): Promise<void> => {
    const first = await ofSeat(0, '');
    await heard(first, has('documents'));
    first.leave();
  };

  it('a phone hears at once which part moved, unpacked, and nothing of what was said', async () => {
    await listening();
    const stream = await ofSeat(0);
    expect(stream.status).toBe(200);
    expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers['content-encoding']).toBeUndefined();
    expect(stream.headers['cache-control']).toBe('no-store');
    await say(phone(5), 'Canary of another group');
    await heard(stream, has('points'));
    expect(stream.moved()).toEqual(['points']);
    expect(stream.text()).not.toMatch(/canary/i);
    stream.leave();
  });

  it('whoever leads the workshop hears the same; what another workshop does is told to neither', async () => {
    const other = await workshopCast(web.database, { instrument: CORE, nth: 1 });
    const [wallStream, stream] = [await ofCora(), await ofSeat(0)];
    await run(`UPDATE workshop SET place = 'Elsewhere' WHERE id = $1`, other.workshop);
    await run(`UPDATE workshop SET timer_left = 60 WHERE id = $1`, cast.workshop);
    await heard(wallStream, has('workshop'));
    await heard(stream, has('workshop'));
    expect(wallStream.moved()).toEqual(['workshop']);
    wallStream.leave();
    stream.leave();
  });

  it('that somebody was seen again is no news; a page that comes back hears what it missed', async () => {
    const stream = await ofSeat(0);
    const since = Date.now() + 3_000;
    await run('UPDATE workshop_participant SET seen_at = now() WHERE id = $1', phone(7).participant);
    await say(phone(5), 'Something');
    await heard(stream, has('points'));
    expect(stream.moved()).toEqual(['points']);
    stream.leave();
    const back = await openEvents(web.app, '/workshop/live', { ...seatCookie(phone(0)), 'last-event-id': `${since}` });
    await heard(back, has('points'));
    expect(back.moved()).not.toContain('documents');
    back.leave();
  });

  it('nobody else listens: no seat, no session, another region’s, and no workshop of that name', async () => {
    const strangers = [
      await openEvents(web.app, '/workshop/live', { cookie: 'isonomia-seat=secret-of-nobody' }),
      await openEvents(web.app, '/workshop/live', { cookie: cookiesOf(cora) }),
      await openEvents(web.app, wall, {}),
      await openEvents(web.app, wall, seatCookie(phone(0))),
      await openEvents(web.app, wall, { cookie: cookiesOf(await signedIn(web, 'asha')) }),
      await openEvents(web.app, `/workshops/${randomUUID()}/live`, { cookie: cookiesOf(cora) }),
    ];
    expect(strangers.map(({ status }) => status)).toEqual([404, 404, 303, 303, 404, 404]);
  });

  it('a seat that is freed, or a person that is removed, is let go at once', async () => {
    const [freed, removed] = [await ofSeat(1), await ofSeat(2)];
    await run('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', phone(1).participant);
    await run('UPDATE workshop_participant SET removed_at = now() WHERE id = $1', phone(2).participant);
    await heard(freed, isEnded, AT_ONCE_MS);
    await heard(removed, isEnded, AT_ONCE_MS);
  });

  it('whoever signed out, or has the role no longer, is let go when they are next looked at', async () => {
    const leaving = await ofCora();
    const streams = web.app.get(LiveStreams, { strict: false });
    await streams.look();
    expect(leaving.isEnded()).toBe(false);
    await run(`DELETE FROM identity."session" WHERE "userId" = $1`, world.actors.cora.userId);
    await streams.look();
    await heard(leaving, isEnded);

    cora = await signedIn(web, 'cora');
    const demoted = await ofCora();
    const { rows } = { rows: await run('SELECT * FROM membership WHERE user_id = $1', world.actors.cora.userId) };
    await run('DELETE FROM membership WHERE user_id = $1', world.actors.cora.userId);
    await streams.look();
    await heard(demoted, isEnded);
    await run(
      'INSERT INTO membership SELECT * FROM jsonb_populate_recordset(NULL::membership, $1)',
      JSON.stringify(rows),
    );
  });

  it('the fifth page of one phone takes the place of the first, and says so', async () => {
    const pages: EventStream[] = [];
    for (let nth = 0; nth < 5; nth++) pages.push(await ofSeat(3));
    const [first, ...others] = pages;
    if (first === undefined) throw new Error('There is no first page.');
    await heard(first, isEnded);
    expect(first.text()).toContain('event: leave\n');
    expect(others.map(isEnded)).toEqual([false, false, false, false]);
    others.forEach((one) => one.leave());
  });

  describe('the pages beside it', () => {
    const read = async (visitor: Visitor, path: string): Promise<string> => {
      const { text } = await visitor.get(path).accept('html').expect(200);
      expect(text).not.toMatch(BARE);
      return text;
    };
    const csrfIn = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const send = async (visitor: Visitor, path: string, from: string, fields: Readonly<Record<string, unknown>>) => {
      const _csrf = csrfIn(await read(visitor, from));
      return visitor
        .post(path)
        .type('form')
        .accept('html')
        .send({ _csrf, ...fields });
    };
    const page = (name: string): string => `/workshops/${cast.workshop}/${name}`;

    it('the wall, the poster and the result of the quiz speak four languages, and the poster shows the code', async () => {
      for (const language of ['en', 'fr', 'ru', 'ar']) {
        await asOwner(web.database.address, (client) =>
          client.query('UPDATE identity."user" SET language = $2 WHERE id = $1', [world.actors.cora.userId, language]),
        );
        const reader = await signedIn(web, 'cora');
        for (const name of ['screen', 'poster', 'attendance', 'quiz'])
          expect(await read(reader, page(name))).toContain(`<html lang="${language}"`);
        expect(await read(reader, page('poster'))).toContain(cast.joinCode);
      }
      await asOwner(web.database.address, (client) =>
        client.query(`UPDATE identity."user" SET language = 'en' WHERE id = $1`, [world.actors.cora.userId]),
      );
      cora = await signedIn(web, 'cora');
    });

    it('attendance is noted with a form, for the days of the workshop', async () => {
      const [day = ''] = /name="day" value="([^"]+)"/.exec(await read(cora, page('attendance')))?.slice(1) ?? [];
      const are = [phone(4).participant, phone(5).participant];
      const { status, headers } = await send(cora, page('attendance'), page('attendance'), { day, are });
      expect([status, headers['location']]).toEqual([303, `${page('attendance')}?day=${day}&saved=1`]);
      const text = await read(cora, `${page('attendance')}?day=${day}`);
      for (const one of are) expect(text).toMatch(new RegExp(`value="${one}" checked`));
    });

    it('the quiz is handed in on a phone, tells the right answers after the last sheet alone, and never who chose what', async () => {
      const visitor = web.agent();
      void visitor.set('cookie', seatCookie(phone(4))['cookie'] ?? '');
      const sheet = (phase: string): string => `/workshop/quiz/${phase}`;
      const empty = await send(visitor, sheet('before'), sheet('before'), {});
      expect([empty.status, empty.text.includes('Choose an answer')]).toEqual([422, true]);
      const right = 'When a document or record shows it';
      expect((await send(visitor, sheet('before'), sheet('before'), { proof: 'head' })).status).toBe(303);
      expect(await read(visitor, '/workshop/quiz')).not.toContain(right);
      expect((await send(visitor, sheet('after'), sheet('after'), { proof: 'record' })).status).toBe(303);
      expect(await read(visitor, '/workshop/quiz')).toContain('Right');
      const { status, headers } = await visitor.get(sheet('before')).accept('html');
      expect([status, headers['location']]).toEqual([303, '/workshop/quiz']);
      expect(await read(cora, page('quiz'))).toContain('1 person handed in');
    });
  });

  it('outlives the connection to the database: everything is asked for again, and heard as before', async () => {
    const stream = await ofSeat(0);
    const { rowCount } = await asOwner(web.database.address, (client) =>
      client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'isonomia web listening' AND datname = current_database()`),
    );
    expect(rowCount).toBe(1);
    await heard(stream, (one) => WORKSHOP_PARTS.every((part) => one.moved().includes(part)));
    const before = stream.moved().length;
    await say(phone(5), 'Afterwards');
    await heard(stream, (one) => one.moved().length > before);
    expect(stream.moved().slice(before)).toEqual(['points']);
    stream.leave();
  });

  it('a web process that closes ends what is open, and closes', async () => {
    const stream = await ofSeat(0);
    await web.app.close();
    await heard(stream, isEnded);
  });
});
