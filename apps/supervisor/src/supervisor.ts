import { type Config, type Environment, loadSecrets } from '@isonomia/config';
import { banner, signInsOf } from './banner.js';
import { builtFile, runCommand } from './command.js';
import { contentFingerprint } from './content.js';
import { KeptDatabase } from './database.js';
import { InstanceLock } from './instance-lock.js';
import { isStillThere } from './room-addresses.js';
import { SupervisedProcess } from './supervised-process.js';

const LOOK_MS = 15_000;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Database, web and worker: started in order, kept alive, stopped in the opposite order. */
export class Supervisor {
  private readonly web: SupervisedProcess;
  private readonly worker: SupervisedProcess;
  private lock: InstanceLock | undefined;
  private database: KeptDatabase | undefined;
  private signIns: ReturnType<typeof signInsOf> = [];
  private stopped: Promise<void> | undefined;
  private isAnnounced = false;
  private look: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly env: Environment,
  ) {
    const common = { say, env, onGiveUp: () => void this.stop().then(() => process.exit(1)) };
    this.web = new SupervisedProcess({
      ...common,
      name: 'web',
      file: builtFile('web'),
      onReady: () => this.announce(),
    });
    this.worker = new SupervisedProcess({
      ...common,
      name: 'worker',
      file: builtFile('worker'),
      onReady: () => undefined,
    });
  }

  async start(): Promise<void> {
    const secrets = loadSecrets(this.config);
    this.lock = await InstanceLock.take(this.config.dataDir, this.config.publicUrl);
    // They load their programs while the database starts, and wait for it.
    this.web.start();
    this.worker.start();
    this.database = await KeptDatabase.open(this.config, secrets, say);
    const ran = await this.database.makeCurrent();
    if (ran > 0) say(`The database is current now (migrations: ${ran}).`);
    await this.publishContent(this.database);
    await this.loadDemo(this.database);
    this.web.release();
    this.worker.release();
    if (this.config.lan !== undefined) this.watchNetwork();
  }

  /** Applications first, then the database; idempotent. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      clearInterval(this.look);
      await Promise.all([this.web.stop(), this.worker.stop()]);
      await this.database?.close();
      this.lock?.release();
    })();
    return this.stopped;
  }

  private async publishContent(database: KeptDatabase): Promise<void> {
    const fingerprint = contentFingerprint(this.config.root);
    if ((await database.mark('content')) === fingerprint) return;
    await runCommand(this.env, 'content', 'publish');
    await database.setMark('content', fingerprint);
  }

  private async loadDemo(database: KeptDatabase): Promise<void> {
    const loaded = await database.mark('demo');
    if (loaded !== undefined && this.config.mode === 'production') {
      throw new Error(
        'This database holds the demo accounts, whose passwords are public. Start production on an empty one.',
      );
    }
    if (loaded === undefined && this.config.demo) {
      say('Loading the fictional demo region …');
      await runCommand(this.env, 'demo');
    }
    this.signIns = signInsOf(await database.mark('demo'));
  }

  /** Said and not mended: phones that have joined are at the old address, and would be asked about the certificate anew. */
  private watchNetwork(): void {
    this.look = setInterval(() => {
      if (isStillThere(this.config)) return;
      clearInterval(this.look);
      say(
        `This machine is no longer at ${this.config.publicUrl}. Stop with Ctrl-C and start again to open the new network.`,
      );
    }, LOOK_MS);
  }

  private announce(): void {
    if (this.isAnnounced) return;
    this.isAnnounced = true;
    process.stdout.write(`${banner(this.config, this.signIns)}\n`);
  }
}
