import { WORKSHOP_PARTS, WorkshopSignals, type Listening, type WorkshopPart } from '@isonomia/application';
import pg from 'pg';
import { APPLICATION_ROLE } from '../data-source.js';
import { clientConfig, type DatabaseAddress } from '../database-address.js';

const CHANNEL = 'isonomia_workshop';
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a page takes from its first question to the database until its browser listens, and clocks of two machines differ. */
const MARGIN_MS = 3_000;

const isPart = (word: string): word is WorkshopPart => (WORKSHOP_PARTS as readonly string[]).includes(word);

/**
 * One connection a process, opened when somebody first listens: notices are for whoever is connected, and a pool gives
 * another connection every time. When it is lost another takes its place, and everybody is told that everything may have
 * moved, since nobody knows what was missed.
 */
export class ListeningWorkshopSignals extends WorkshopSignals {
  private readonly listenings = new Set<Listening>();
  /** When each part of each workshop moved last, from `heardSince` on. */
  private readonly moves = new Map<string, Map<WorkshopPart, number>>();
  private heardSince: number | undefined;
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private delay = FIRST_DELAY_MS;
  private isClosed = false;

  constructor(private readonly address: DatabaseAddress) {
    super();
  }

  listen(listening: Listening): () => void {
    this.listenings.add(listening);
    if (this.heardSince !== undefined) this.tellMissed(listening, this.heardSince);
    else this.connect();
    return () => this.listenings.delete(listening);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.listenings.clear();
    const { client } = this;
    this.forget();
    await client?.end().catch(() => undefined);
  }

  private tellMissed({ workshop, since, told }: Listening, heardSince: number): void {
    const from = since.getTime() - MARGIN_MS;
    if (from < heardSince) {
      told(WORKSHOP_PARTS);
      return;
    }
    const moved = [...(this.moves.get(workshop) ?? [])].flatMap(([part, at]) => (at >= from ? [part] : []));
    if (moved.length > 0) told(moved);
  }

  private connect(): void {
    if (this.client !== undefined || this.retry !== undefined || this.isClosed) return;
    const client = new pg.Client({
      ...clientConfig(this.address),
      application_name: 'isonomia web listening',
      options: `-c role=${APPLICATION_ROLE}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHANNEL}`))
      .then(
        () => this.begin(client),
        () => this.lose(client),
      );
  }

  private begin(client: pg.Client): void {
    if (this.client !== client) return;
    this.delay = FIRST_DELAY_MS;
    this.heardSince = Date.now();
    for (const { told } of this.listenings) told(WORKSHOP_PARTS);
  }

  private hear(payload: string): void {
    const [workshop = '', part = ''] = payload.split(' ');
    if (!isPart(part)) return;
    const moves = this.moves.get(workshop) ?? new Map<WorkshopPart, number>();
    this.moves.set(workshop, moves.set(part, Date.now()));
    for (const listening of this.listenings) if (listening.workshop === workshop) listening.told([part]);
  }

  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.forget();
    client.end().catch(() => undefined);
    // Whoever listens next tries again; nobody waits for nobody.
    if (this.isClosed || this.listenings.size === 0) return;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.connect();
    }, this.delay).unref();
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS);
  }

  private forget(): void {
    this.client = undefined;
    this.heardSince = undefined;
    this.moves.clear();
  }
}
