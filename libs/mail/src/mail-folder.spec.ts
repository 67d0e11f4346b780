import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mailId, type Letter } from '@isonomia/application';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderMailer, MailFolderReader } from './mail-folder.js';

describe('letters that stayed on this machine', () => {
  let folder: string;
  let reader: MailFolderReader;
  const post = (to: string, text: string): Promise<void> => {
    const letter: Letter = { id: mailId(randomUUID()), to, language: 'en', subject: 'An invitation', text, html: '' };
    return new FolderMailer(folder).send(letter, () => Promise.resolve());
  };
  const kept = async (): Promise<readonly string[]> => (await reader.newest(9)).map(({ to }) => to).sort();

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-letters-'));
    reader = new MailFolderReader(folder);
    await post('ada@example.org', 'Welcome.');
    await post('bo@example.org', 'Ada Admin invites you to Customs of Norlavia.');
    await post('chen@example.org', 'Welcome.');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('go when they went to an address that is erased, or say a name that is', async () => {
    await reader.forget(['ADA@example.org', 'Ada Admin']);
    expect(await kept()).toEqual(['chen@example.org']);
  });

  it('stay when they tell of somebody else', async () => {
    await reader.forget(['nobody@example.org', 'Nobody Else']);
    expect(await kept()).toHaveLength(3);
    await reader.forget([]);
    expect(await kept()).toHaveLength(3);
  });
});
