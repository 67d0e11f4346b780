import {
  type AuditEntry,
  AuditLog,
  type ClaimedMail,
  type Job,
  JobQueue,
  type Mail,
  MAIL_ATTEMPTS,
  type MailId,
  Outbox,
  SendMail,
  type Transaction,
  userId,
} from '@isonomia/application';
import { JobWorker, PgBossJobQueue } from '@isonomia/jobs';
import { SmtpMailer } from '@isonomia/mail';
import { clientConfig, createDataSource, createPorts, OPERATOR_ROLE, type Ports } from '@isonomia/persistence';
import { HandlebarsMails, View } from '@isonomia/view';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';
import { headersOf, MailServer, textOf } from '../../support/mail-server.js';

const asha = { actor: userId('asha') };
const LINK = 'https://isonomia.test/new-password?token=SECRET-OF-ASHA';
const MAIL: Mail = {
  to: 'asha@example.org',
  language: 'en',
  template: 'password-reset',
  params: { name: 'Asha Tevdor', link: LINK, minutes: '30' },
};

class Jobs extends JobQueue {
  readonly jobs: Job[] = [];
  fault: Error | undefined;
  enqueue(_tx: Transaction, job: Job): Promise<void> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    this.jobs.push(job);
    return Promise.resolve();
  }
}

describe('a mail', () => {
  const view = new View({ root: '.' });
  let database: TestDatabase;
  let worker: DataSource;
  let ports: Ports;
  let server: MailServer;
  let jobs: Jobs;

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await createDataSource(database.address, {
      name: 'test worker',
      size: 3,
      role: OPERATOR_ROLE,
    }).initialize();
    ports = createPorts(worker);
  });
  afterAll(async () => {
    await worker.destroy();
    await database.close();
  });
  beforeEach(async () => {
    server = await MailServer.open();
    jobs = new Jobs();
  });
  afterEach(() => server.close());

  const web = () => createPorts(database.dataSource);
  const post = (mail: Mail = MAIL): Promise<MailId> => {
    const { mails, ids, unitOfWork } = web();
    return unitOfWork.run(asha, (tx) => new Outbox(mails, jobs, ids).post(tx, mail));
  };
  const sender = (options: { readonly patience?: number; readonly audit?: AuditLog } = {}): SendMail => {
    const mailer = new SmtpMailer({
      url: server.url,
      from: 'Isonomia <no-reply@isonomia.test>',
      patience: options.patience ?? 2000,
    });
    const writer = new HandlebarsMails(view.engine, (language) => view.texts(language), 'https://isonomia.test');
    return new SendMail(ports.unitOfWork, ports.mails, writer, mailer, options.audit ?? ports.audit);
  };
  const row = async (id: MailId) => {
    const sql = 'SELECT state, params, attempts, failure FROM mail WHERE id = $1';
    const { rows } = await asOwner(database.address, (client) =>
      client.query<{ state: string; params: object; attempts: number; failure: string | null }>(sql, [id]),
    );
    return rows[0];
  };
  const overdue = (id: MailId) =>
    asOwner(database.address, (client) =>
      client.query(`UPDATE mail SET changed_at = now() - interval '10 minutes' WHERE id = $1`, [id]),
    );

  it('reaches the mailbox as plain text and as HTML, with its link, and the row then forgets the link', async () => {
    const id = await post();
    expect(jobs.jobs).toEqual([{ kind: 'send-mail', mail: id }]);
    await sender().execute({ mail: id });
    const [letter] = server.letters;
    expect([letter?.from, letter?.to]).toEqual(['no-reply@isonomia.test', ['asha@example.org']]);
    expect(textOf(letter!)).toContain(LINK);
    expect(textOf(letter!)).toContain('Dear Asha Tevdor,');
    expect(letter?.letter).toContain('Content-Type: text/html');
    expect(await row(id)).toEqual({ state: 'sent', params: {}, attempts: 1, failure: null });
  });

  it('brings its file along, in the words of its reader, and the row then forgets both', async () => {
    const base64 = Buffer.from('figures of nobody').toString('base64');
    const params = {
      name: 'Ада',
      agency: 'Таможня',
      workshop: 'Women',
      place: 'Norhaven',
      from: '2026-08-28',
      to: '2026-08-30',
    };
    const attachment = { name: 'Лист данных.xlsx', mediaType: 'application/vnd.test', base64 };
    const id = await post({ to: 'ada@example.org', language: 'ru', template: 'workshop-sheet', params, attachment });
    await sender().execute({ mail: id });
    const [letter] = server.letters;
    expect(textOf(letter!)).toContain('28 августа 2026');
    expect(textOf(letter!)).not.toContain('undefined');
    expect(letter?.letter).toContain('Content-Type: application/vnd.test');
    expect(letter?.letter).toContain(base64);
    expect((await row(id))?.params).toEqual({});
  });

  it('is not there at all when the transaction that posts it fails, or when no job can be made for it', async () => {
    const { mails, ids, unitOfWork } = web();
    const count = () => asOwner(database.address, (client) => client.query('SELECT FROM mail'));
    const before = (await count()).rowCount;
    await expect(
      unitOfWork.run(asha, async (tx) => {
        await new Outbox(mails, jobs, ids).post(tx, MAIL);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    jobs.fault = new Error('no queue');
    await expect(post()).rejects.toThrow('no queue');
    expect((await count()).rowCount).toBe(before);
  });

  it('is sent once when two workers take it at the same moment and when the job comes again later', async () => {
    const id = await post();
    const three = [sender(), sender(), sender()].map((one) => one.execute({ mail: id }));
    const ends = await Promise.allSettled(three);
    expect(
      ends.filter(({ status }) => status === 'rejected').map((end) => String((end as PromiseRejectedResult).reason)),
    ).toEqual(expect.not.arrayContaining([expect.not.stringContaining('mail.busy')]));
    await sender().execute({ mail: id });
    await overdue(id);
    await sender().execute({ mail: id });
    expect(server.letters).toHaveLength(1);
  });

  it('goes back to the queue while the mail server is away, keeps its words, and arrives when it is back', async () => {
    const id = await post();
    server.replies = { connect: '421 not today' };
    await expect(sender().execute({ mail: id })).rejects.toThrow('mail.unreachable');
    expect(await row(id)).toMatchObject({ state: 'queued', params: MAIL.params, failure: 'unreachable' });
    server.replies = { end: '451 try later' };
    await expect(sender().execute({ mail: id })).rejects.toThrow('mail.unreachable');
    server.replies = {};
    await sender().execute({ mail: id });
    expect(server.letters).toHaveLength(1);
    expect(await row(id)).toMatchObject({ state: 'sent', attempts: 3 });
  });

  it('whose worker died before the end of the letter is sent by the next one, once the first is overdue', async () => {
    const id = await post();
    await ports.unitOfWork.run(asha, (tx) => ports.mails.claim(tx, id));
    // Thrown, so that the queue comes again: a job that ended here would be the last one to know of the mail.
    await expect(sender().execute({ mail: id })).rejects.toThrow('mail.busy');
    expect(server.letters).toHaveLength(0);
    await overdue(id);
    await sender().execute({ mail: id });
    expect(server.letters).toHaveLength(1);
  });

  it('is marked as handed over before the server can have taken it, and is never sent again from there', async () => {
    const id = await post();
    let seen: unknown;
    server.beforeEnd = async () => {
      seen = (await row(id))?.state;
    };
    server.replies = { end: 'hang-up' };
    await sender().execute({ mail: id });
    expect(seen).toBe('handed-over');
    await overdue(id);
    await sender().execute({ mail: id });
    expect(server.letters).toHaveLength(1);
    expect(await row(id)).toMatchObject({ params: {} });
  });

  it('whose worker died right after handing it over is not sent again, and forgets its link', async () => {
    const id = await post();
    const claimed = (await ports.unitOfWork.run(asha, (tx) => ports.mails.claim(tx, id))) as ClaimedMail;
    await ports.unitOfWork.run(asha, (tx) => ports.mails.handOver(tx, claimed));
    await overdue(id);
    await sender().execute({ mail: id });
    expect(server.letters).toHaveLength(0);
    expect(await row(id)).toMatchObject({ state: 'sent', params: {} });
  });

  it('is cut off without its end when another worker has taken it over meanwhile', async () => {
    const id = await post();
    const slow = sender();
    const take = ports.mails.handOver.bind(ports.mails);
    ports.mails.handOver = async (tx, claimed) => {
      await overdue(id);
      await ports.unitOfWork.run(asha, (other) => ports.mails.claim(other, id));
      return take(tx, claimed);
    };
    try {
      await expect(slow.execute({ mail: id })).rejects.toThrow('mail.unreachable');
    } finally {
      ports.mails.handOver = take;
    }
    expect(server.letters).toHaveLength(0);
    await server.idle();
    expect(server.cutShort).toBe(1);
    // The row is the other worker's: this one does not put it back.
    expect(await row(id)).toMatchObject({ state: 'sending' });
  });

  it('that the server refuses for good is given up at once, and the audit log says so without its words', async () => {
    const id = await post();
    server.replies = { rcpt: '550 no such mailbox' };
    await sender().execute({ mail: id });
    expect(await row(id)).toMatchObject({ state: 'failed', params: {}, failure: 'refused' });
    const { rows } = await asOwner(database.address, (client) =>
      client.query(`SELECT detail FROM audit WHERE action = 'mail.failed' AND subject_id = $1`, [id]),
    );
    expect(rows).toEqual([{ detail: { template: 'password-reset', failure: 'refused', attempts: 1 } }]);
  });

  it('is given up after the last attempt', async () => {
    const id = await post();
    await asOwner(database.address, (client) =>
      client.query('UPDATE mail SET attempts = $2 WHERE id = $1', [id, MAIL_ATTEMPTS - 1]),
    );
    const noted: AuditEntry[] = [];
    const audit = Object.assign(Object.create(ports.audit) as AuditLog, {
      append: (_: Transaction, ...entries: readonly AuditEntry[]) => Promise.resolve(void noted.push(...entries)),
    });
    server.replies = { connect: 'hang-up' };
    await expect(sender({ audit }).execute({ mail: id })).rejects.toThrow('mail.unreachable');
    expect(await row(id)).toMatchObject({ state: 'failed', params: {} });
    expect(noted.map(({ action }) => action)).toEqual(['mail.failed']);
  });

  it.each([
    'asha@example.org\r\nBcc: all@example.org',
    'asha@example.org\nRCPT TO:<all@example.org>',
    'asha@example.org>, <all@example.org',
    'asha@example.org,all@example.org',
    'asha @example.org',
    'asha@example.org\u0000',
    'asha@exam\u2028ple.org',
    'no-address',
  ])('is not posted to what is more or less than one address: %j', async (to) => {
    await expect(post({ ...MAIL, to })).rejects.toThrow('mail.address');
    expect(jobs.jobs).toEqual([]);
  });

  it.each([
    'Asha\r\nBcc: all@example.org',
    'Asha\nX-Evil: 1\n\n<b>body',
    'Asha\u2028Bcc: x',
    '=?utf-8?Q?=0D=0ABcc:_x?=',
  ])('grows no header and no second recipient from a name: %j', async (inviter) => {
    const params = {
      inviter,
      role: 'lead\r\nCc: a@b.c',
      place: 'Customs\r\n.\r\nMAIL FROM:<x@y.z>',
      link: LINK,
      days: '7',
    };
    const id = await post({ to: 'emil@example.org', language: 'en', template: 'invitation', params });
    await sender().execute({ mail: id });
    expect(server.letters).toHaveLength(1);
    const [letter] = server.letters;
    expect(letter?.to).toEqual(['emil@example.org']);
    expect(
      headersOf(letter!)
        .map(([name]) => name.toLowerCase())
        .sort(),
    ).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
  });

  it('is posted while the mail server is down, and arrives by the queue’s own retry when it is back', async () => {
    const connection = clientConfig(database.address);
    const queue = await PgBossJobQueue.open(connection, () => undefined);
    const send = sender();
    let failed: () => void = () => undefined;
    const firstFailure = new Promise<void>((resolve) => (failed = resolve));
    const handlers = {
      'make-release': () => Promise.resolve(),
      'make-document': () => Promise.resolve(),
      'discard-evidence-file': () => Promise.resolve(),
      'send-mail': async ({ mail }: { readonly mail: MailId }) => {
        try {
          await send.execute({ mail });
        } catch (error) {
          failed();
          throw error;
        }
      },
    };
    const taker = await JobWorker.start(connection, handlers, () => undefined);
    try {
      server.replies = { connect: 'hang-up' };
      const { mails, ids, unitOfWork } = web();
      const id = await unitOfWork.run(asha, (tx) => new Outbox(mails, queue, ids).post(tx, MAIL));
      await firstFailure;
      server.replies = {};
      while (server.letters.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      while ((await row(id))?.state !== 'sent') await new Promise((resolve) => setTimeout(resolve, 50));
      expect(server.letters).toHaveLength(1);
      expect((await row(id))?.attempts).toBeGreaterThan(1);
    } finally {
      await taker.stop();
      await queue.close();
    }
  }, 60_000);

  it('has the same message id at every attempt, so that whoever got two sees that they are one', async () => {
    const id = await post();
    await sender().execute({ mail: id });
    const ids = headersOf(server.letters[0]!).filter(([name]) => name === 'Message-ID');
    expect(ids).toEqual([['Message-ID', `<${id}@isonomia.test>`]]);
  });

  it.each([
    'invitation',
    'password-reset',
    'password-changed',
    'new-sign-in-factor',
    'sign-in-factor-removed',
    'access-token-created',
  ] as const)('has all its words: %s', (template) => {
    const params = {
      name: 'A',
      inviter: 'B',
      role: 'C',
      place: 'D',
      link: LINK,
      days: '7',
      minutes: '30',
      factor: 'E',
      token: 'F',
    };
    const given = template.includes('factor') ? { name: 'A', factor: 'E' } : params;
    const writer = new HandlebarsMails(view.engine, (language) => view.texts(language), 'https://isonomia.test');
    const written = writer.write({ to: 'a@b.c', language: 'ka', template, params: given } as Mail);
    expect(written.subject.length).toBeGreaterThan(10);
    for (const part of [written.subject, written.text, written.html]) expect(part).not.toMatch(/[{}]/);
  });

  it.each(['round-invitation', 'round-reminder', 'round-extended', 'round-closed'] as const)(
    'writes %s with its round in it, and days as its reader writes them',
    (template) => {
      const writer = new HandlebarsMails(view.engine, (language) => view.texts(language), 'https://isonomia.test');
      const about = { name: 'Asha', agency: 'Police', round: 'Round 2026', region: 'North', days: '14', link: LINK };
      const params = { ...about, opens: '2026-03-01', closes: '2026-04-30' };
      const { subject, text, html } = writer.write({ to: 'asha@example.org', language: 'en', template, params });
      expect(subject).toContain('Round 2026');
      for (const part of [subject, text, html]) expect(part).not.toMatch(/[{}]|2026-0/);
      if (template !== 'round-closed') expect(text).toContain('30 April 2026');
    },
  );

  it('shows a name with markup as it stands', () => {
    const writer = new HandlebarsMails(view.engine, (language) => view.texts(language), 'https://isonomia.test');
    const params = { name: '<img src=x>&', link: LINK, minutes: '30' };
    const written = writer.write({ ...MAIL, params });
    expect(written.html).toContain('&lt;img src&#x3D;x&gt;&amp;');
    expect(written.text).toContain('<img src=x>&');
  });
});
