import { InstrumentSource, type PublishedInstrument } from '@isonomia/application';
import { type LintSettings, lintInstrument } from '@isonomia/instrument';
import {
  type ContentFolders,
  SOURCE_LANGUAGE,
  type Tell,
  instrumentsFolder,
  lockFile,
  teller,
} from './content-folders.js';
import { lintSharedTexts } from './lint-shared-texts.js';
import { ContentFaulty, type LocatedFault, printFault } from './located.js';
import { type LockedHashes, lockLine, readPublishedLock } from './published-lock.js';
import { type ContentVersion, type ReadVersion, type VersionName, readVersion } from './read-version.js';
import { sourceHash } from './source-hash.js';
import { namesIn } from './yaml-file.js';

export interface ContentLintSettings {
  /** Text keys demanded besides the instrument's own, e.g. `trace.PB.rows` for each sentence of the scoring. */
  readonly furtherKeys?: readonly string[];
}

const LOCK = 'published.lock';
/** The instruments in a folder. Files are read once; content on disk is not expected to change under a running process. */
export class ContentLibrary extends InstrumentSource {
  private readonly read = new Map<string, Promise<ReadVersion>>();
  private lock: Promise<ReadonlyMap<string, LockedHashes>> | undefined;
  private tell: Promise<Tell> | undefined;

  constructor(private readonly folders: ContentFolders) {
    super();
  }

  /** Every version there is, drafts included, by id and then ascending version. */
  async versions(): Promise<readonly VersionName[]> {
    const ids = await namesIn(instrumentsFolder(this.folders), 'folders');
    const named = await Promise.all(
      ids.map(async (id) => {
        const versions = await namesIn(`${instrumentsFolder(this.folders)}/${id}`, 'folders');
        return [...versions].sort(byVersion).map((version): VersionName => ({ id, version }));
      }),
    );
    return named.flat();
  }

  /**
   * One version, draft or published. Throws `ContentFaulty` when it cannot be read, or was published and has changed
   * since; undefined when there is no such version.
   */
  async find(id: string, version?: string): Promise<ContentVersion | undefined> {
    const names = (await this.versions()).filter((name) => name.id === id);
    const name = version === undefined ? names.at(-1) : names.find((one) => one.version === version);
    if (name === undefined) return undefined;
    const read = await this.readOnce(name);
    const faults = [...read.faults, ...(await this.changed(name, read))];
    if (read.content === undefined || faults.length > 0) throw new ContentFaulty(faults);
    return read.content;
  }

  /** The published versions; of each instrument the latest is offered for new assessments. */
  override async load(): Promise<readonly PublishedInstrument[]> {
    const lock = await this.locked();
    const published = (await this.versions()).filter(({ id, version }) => lock.has(`${id}@${version}`));
    const latest = new Map(published.map(({ id, version }) => [id, version]));
    return Promise.all(
      published.map(async ({ id, version }): Promise<PublishedInstrument> => {
        const content = await this.find(id, version);
        if (content === undefined) throw new Error(`${id}@${version} vanished while it was read`);
        return { ...content, offered: latest.get(id) === version };
      }),
    );
  }

  /** Everything wrong with any version, in the order of the files. */
  async lint(settings: ContentLintSettings = {}): Promise<readonly LocatedFault[]> {
    const names = await this.versions();
    const lists = await Promise.all(names.map((name) => this.lintVersion(name, settings)));
    const shared = await lintSharedTexts(this.folders, await this.teller());
    const all = [...(await this.lockFaults(names)), ...lists.flat(), ...shared];
    // Words that instruments share are looked at with each of them, and by themselves.
    const faults = [...new Map(all.map((fault) => [printFault(fault), fault])).values()];
    return faults.sort((left, right) => (left.file < right.file ? -1 : Number(left.file > right.file)));
  }

  /** The line that publishes a version as it is now; undefined when it cannot be read. */
  async lockLineOf(name: VersionName): Promise<string | undefined> {
    const { hashes } = await this.readOnce(name);
    return hashes === undefined ? undefined : lockLine(name.id, name.version, hashes);
  }

  private async lintVersion(name: VersionName, settings: ContentLintSettings): Promise<readonly LocatedFault[]> {
    const read = await this.readOnce(name);
    const changed = await this.changed(name, read);
    if (read.content === undefined) return [...read.faults, ...changed];
    const lintSettings: LintSettings = { ...settings, sourceLanguage: SOURCE_LANGUAGE, hash: sourceHash };
    const findings = lintInstrument({ ...read.content, translatedFrom: read.translatedFrom }, lintSettings);
    return [...read.faults, ...changed, ...findings.map(read.locate)];
  }

  /** Assessments are pinned to what was published: a correction is a new version. */
  private async changed(name: VersionName, read: ReadVersion): Promise<readonly LocatedFault[]> {
    const locked = (await this.locked()).get(`${name.id}@${name.version}`);
    if (locked === undefined || read.hashes === undefined) return [];
    const tell = await this.teller();
    const { hashes } = read;
    return (['instrument', 'rules'] as const)
      .filter((part) => locked[part] !== hashes[part])
      .map((part) => {
        const code = 'published-version-changed';
        const detail = { id: `${name.id}@${name.version}`, part, expected: locked[part], got: hashes[part] };
        return { file: LOCK, id: detail.id, code, message: tell(code, detail) };
      });
  }

  private async lockFaults(names: readonly VersionName[]): Promise<readonly LocatedFault[]> {
    const there = new Set(names.map(({ id, version }) => `${id}@${version}`));
    const tell = await this.teller();
    const gone = [...(await this.locked()).keys()].filter((id) => !there.has(id));
    const code = 'published-version-missing';
    return gone.map((id) => ({ file: LOCK, id, code, message: tell(code, { id }) }));
  }

  private readOnce(name: VersionName): Promise<ReadVersion> {
    const key = `${name.id}@${name.version}`;
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const reading = this.teller().then((tell) => readVersion(this.folders, name, tell));
    this.read.set(key, reading);
    return reading;
  }

  private teller(): Promise<Tell> {
    return (this.tell ??= teller(this.folders));
  }

  private locked(): Promise<ReadonlyMap<string, LockedHashes>> {
    return (this.lock ??= this.readLock());
  }

  private async readLock(): Promise<ReadonlyMap<string, LockedHashes>> {
    const path = lockFile(this.folders);
    if (path === undefined) return new Map();
    const lock = await readPublishedLock(path);
    if (lock.ok) return lock.versions;
    const code = 'lock-unreadable';
    const message = (await this.teller())(code, { line: lock.line });
    throw new ContentFaulty([{ file: LOCK, id: String(lock.line), code, message }]);
  }
}

const byVersion = (left: string, right: string): number => {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)];
  const different = a.findIndex((part, position) => part !== b[position]);
  return different === -1 ? 0 : (a[different] ?? 0) - (b[different] ?? 0);
};
