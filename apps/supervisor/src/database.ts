import type { Config, Secrets } from '@isonomia/config';
import { installJobQueue } from '@isonomia/jobs';
import { clientConfig, migrate, openDatabase, type OpenDatabase, readMark, writeMark } from '@isonomia/persistence';

const WATCH_MS = 1_000;

/** The database as the supervisor keeps it: started, current, watched. */
export class KeptDatabase {
  private watch: NodeJS.Timeout | undefined;

  private constructor(
    private database: OpenDatabase,
    private readonly open: () => Promise<OpenDatabase>,
  ) {}

  static async open(config: Config, secrets: Secrets, say: (text: string) => void): Promise<KeptDatabase> {
    const open = (): Promise<OpenDatabase> =>
      openDatabase({
        dataDir: config.dataDir,
        password: secrets.databasePassword,
        warn: say,
        adopt: true,
        ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
      });
    const kept = new KeptDatabase(await open(), open);
    if (config.databaseUrl === undefined) kept.startWatching(say);
    return kept;
  }

  /** Brings the schema to this version. Returns how many migrations ran. */
  async makeCurrent(): Promise<number> {
    const ran = await migrate(this.database.address);
    await installJobQueue(clientConfig(this.database.address));
    return ran.length;
  }

  /** What the installation noted under this key; undefined when nothing. */
  mark(key: string): Promise<unknown> {
    return readMark(this.database.address, key);
  }

  setMark(key: string, value: unknown): Promise<void> {
    return writeMark(this.database.address, key, value);
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    await this.database.release();
  }

  /** An embedded PostgreSQL that dies is started again; the pools of the applications find it at the same socket. */
  private startWatching(say: (text: string) => void): void {
    let busy = false;
    const look = async (): Promise<void> => {
      if (busy || this.database.isRunning()) return;
      busy = true;
      say('The embedded PostgreSQL ended; starting it again.');
      try {
        this.database = await this.open();
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      } finally {
        busy = false;
      }
    };
    this.watch = setInterval(() => void look(), WATCH_MS);
  }
}
