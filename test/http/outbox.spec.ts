import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { Outbox, SendMail, userId, type MailId } from '@isonomia/application';
import { readConfig } from '@isonomia/config';
import { FolderMailer } from '@isonomia/mail';
import { createDataSource, createPorts, OPERATOR_ROLE } from '@isonomia/persistence';
import { HandlebarsMails, View } from '@isonomia/view';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../apps/web/src/paths.js';
import { OutboxDoor } from '../../apps/web/src/pages/account/outbox-door.js';
import { sendForm } from '../support/account-pages.js';
import { asOwner } from '../support/database.js';
import { startTestWeb, type TestWeb } from '../support/web.js';

/** Sends what waits as the worker of a demo does: into the folder. */
async function sendAll(web: TestWeb, dataDir: string): Promise<void> {
  const worker = await createDataSource(web.database.address, {
    name: 'test',
    size: 2,
    role: OPERATOR_ROLE,
  }).initialize();
  const { unitOfWork, mails, audit } = createPorts(worker);
  const view = new View({ root: '.' });
  const writer = new HandlebarsMails(view.engine, (language) => view.texts(language), 'http://localhost:3000');
  const send = new SendMail(unitOfWork, mails, writer, new FolderMailer(path.join(dataDir, 'mail')), audit);
  const { rows } = await asOwner(web.database.address, (client) =>
    client.query<{ id: MailId }>(`SELECT id FROM mail WHERE state = 'queued' ORDER BY created_at`),
  );
  for (const { id } of rows) await send.execute({ mail: id });
  await worker.destroy();
}

describe('the outbox of a demo', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia-outbox-'));
  let web: TestWeb;
  beforeAll(async () => {
    web = await startTestWeb({ DEMO: 'on', DATA_DIR: dataDir });
    const { unitOfWork } = createPorts(web.database.dataSource);
    const outbox = web.app.get(Outbox, { strict: false });
    for (const name of ['Asha <b>Tevdor</b>', 'Bruno']) {
      await unitOfWork.run({ actor: userId('asha') }, (tx) =>
        outbox.post(tx, {
          to: 'asha@example.org',
          language: 'en',
          template: 'password-reset',
          params: { name, link: `http://localhost:3000/new-password?token=${name.slice(0, 4)}`, minutes: '30' },
        }),
      );
    }
    await sendAll(web, dataDir);
  });
  afterAll(async () => {
    await web.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('shows mails that nobody sent, newest first, with links that work, and says what it is', async () => {
    const { text } = await web.agent().get(ROUTES.outbox).expect(200);
    expect(text).toContain('The demo’s outbox');
    expect(text).toContain('This demo has no mail server');
    const greetings = [...text.matchAll(/Dear ([^\n]*),/g)].map(([, name]) => name);
    expect(greetings).toEqual(['Bruno', 'Asha &lt;b&gt;Tevdor&lt;/b&gt;']);
    expect(text).toContain('<a href="http://localhost:3000/new-password?token&#x3D;Brun">');
  });

  it('lies in files that nobody else on the machine can read, and the rows know no link any more', async () => {
    expect(statSync(path.join(dataDir, 'mail')).mode & 0o077).toBe(0);
    const { rows } = await asOwner(web.database.address, (client) => client.query('SELECT state, params FROM mail'));
    expect(rows).toEqual([
      { state: 'sent', params: {} },
      { state: 'sent', params: {} },
    ]);
  });

  it('is named to whoever lost a password in a demo', async () => {
    const reply = await sendForm(web.agent(), ROUTES.newPassword, { email: 'nobody@example.org' });
    expect(reply.text).toContain(`href="${ROUTES.outbox}"`);
  });

  it.each([
    ['host', 'isonomia.example'],
    ['host', 'localhost.evil.example'],
    ['x-forwarded-for', '203.0.113.9'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=203.0.113.9'],
    ['via', '1.1 proxy'],
  ])('is not there for a request that did not come straight from this machine: %s: %s', async (name, value) => {
    const reply = await web.agent().get(ROUTES.outbox).set(name, value);
    expect(reply.status).toBe(404);
    expect(reply.text).not.toContain('token');
  });

  it('is not there for a connection from the network, whatever it says of itself', async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address;
    await web.app.listen(0, '0.0.0.0');
    const { port } = web.app.getHttpServer().address() as AddressInfo;
    const ask = (host: string) =>
      new Promise<number>((resolve, reject) => {
        get({ host, port, path: ROUTES.outbox, headers: { host: 'localhost' } }, (reply) => {
          reply.resume();
          resolve(reply.statusCode ?? 0);
        }).on('error', reject);
      });
    expect(await ask('127.0.0.1')).toBe(200);
    if (address !== undefined) expect(await ask(address)).toBe(404);
  });
});

describe('the door of the outbox', () => {
  const local = { socket: { remoteAddress: '127.0.0.1' }, headers: {}, hostname: 'localhost' } as unknown;
  const open = (env: Readonly<Record<string, string>>): boolean =>
    new OutboxDoor(readConfig(env)).isOpenTo(local as Parameters<OutboxDoor['isOpenTo']>[0]);

  it('is closed where mails are sent, and where nothing is a demo', () => {
    expect([
      open({ DEMO: 'on' }),
      open({ DEMO: 'off' }),
      open({ DEMO: 'on', MAIL_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'a@b.example' }),
    ]).toEqual([true, false, false]);
  });
});
