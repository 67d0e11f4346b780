import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type KeptMail, type Letter, Mailer, MailFolder } from '@isonomia/application';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const KEPT = 200;
const TIME_DIGITS = 13;
const NAME = /^\d{13}-[0-9a-f-]{36}\.json$/;

/** In place of a mail server: letters stay in a folder that the installation's own user alone can read. */
export class FolderMailer extends Mailer {
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {
    super();
  }

  async send({ id, to, subject, text, attachment }: Letter, handOver: () => Promise<void>): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    const at = this.now();
    const file = path.join(this.folder, `${String(at).padStart(TIME_DIGITS, '0')}-${id}.json`);
    const draft = `${file}.draft`;
    await writeFile(draft, JSON.stringify({ id, at, to, subject, text, attachment }), { mode: OWNER_ONLY });
    await handOver();
    await rename(draft, file);
    await this.forgetOld();
  }

  private async forgetOld(): Promise<void> {
    const old = (await lettersIn(this.folder)).slice(KEPT);
    await Promise.all(old.map((name) => rm(path.join(this.folder, name), { force: true })));
  }
}

/** What a `FolderMailer` left. */
export class MailFolderReader extends MailFolder {
  constructor(private readonly folder: string) {
    super();
  }

  async newest(count: number): Promise<readonly KeptMail[]> {
    const names = (await lettersIn(this.folder)).slice(0, count);
    const found = await Promise.all(names.map((name) => read(path.join(this.folder, name))));
    return found.filter((mail) => mail !== undefined);
  }

  async forget(about: readonly string[]): Promise<void> {
    for (const name of await lettersIn(this.folder)) {
      const file = path.join(this.folder, name);
      const mail = await read(file);
      if (mail !== undefined && about.some((text) => tellsOf(mail, text))) await rm(file, { force: true });
    }
  }

  async older(than: Date, what: 'count' | 'remove'): Promise<number> {
    const old = (await lettersIn(this.folder)).filter((name) => leftAt(name) < than.getTime());
    if (what === 'remove') await Promise.all(old.map((name) => rm(path.join(this.folder, name), { force: true })));
    return old.length;
  }
}

const leftAt = (name: string): number => Number(name.slice(0, TIME_DIGITS));

const tellsOf = ({ to, subject, text }: KeptMail, about: string): boolean =>
  to.toLowerCase() === about.toLowerCase() || subject.includes(about) || text.includes(about);

/** Newest first: their names begin with the time. */
async function lettersIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => NAME.test(name))
      .toSorted()
      .toReversed();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Undefined when it was thrown away meanwhile. */
async function read(file: string): Promise<KeptMail | undefined> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Omit<KeptMail, 'at'> & { readonly at: number };
    return { ...kept, at: new Date(kept.at) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
