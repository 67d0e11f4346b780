import { clientConfig } from '@isonomia/persistence';
import pg from 'pg';
import { median, print, row } from './measure.js';
import type { BenchInstallation } from './rig/installation.js';
import { load } from './rig/load.js';
import type { Drive } from './rig/saving.js';
import type { ServerProcess } from './rig/server-process.js';

const ROUNDS = 5;
const ROUND_SECONDS = 3;
const FUNCTION = 'record_each_answer(jsonb, boolean)';
const REACH = 'enter_agency(text, uuid)';

/** What is taken away, in the benchmark's own database alone. */
interface Switched {
  readonly policies?: true;
  readonly history?: true;
  readonly audit?: true;
}
const VARIANTS: readonly { readonly what: string; readonly without: Switched }[] = [
  { what: 'with row-level security, history and audit', without: {} },
  { what: 'without row-level security and the look at reach', without: { policies: true } },
  { what: 'without history', without: { history: true } },
  { what: 'without audit', without: { audit: true } },
  { what: 'without any of them', without: { policies: true, history: true, audit: true } },
];

/** One answer by the JSON API, with what protects it on and off, in turns: what each of them costs. */
export async function benchProtections(
  { database }: BenchInstallation,
  server: ServerProcess,
  drive: Drive,
): Promise<void> {
  const client = new pg.Client(clientConfig(database.address));
  await client.connect();
  try {
    const switches = await Switches.read(client);
    const rates = new Map(VARIANTS.map(({ what }) => [what, [] as number[]]));
    for (let round = -1; round < ROUNDS; round += 1)
      for (const { what, without } of VARIANTS) {
        await switches.set(without);
        const { perSecond } = await load(server, await drive(server), round < 0 ? 1 : ROUND_SECONDS);
        // The first round lets every connection prepare each variant.
        if (round >= 0) rates.get(what)?.push(perSecond);
      }
    await switches.set({});
    tell(rates);
  } finally {
    await client.end();
  }
}

function tell(rates: ReadonlyMap<string, readonly number[]>): void {
  const [first] = rates.values();
  print(`\nWhat protects an answer, on and off (JSON API, median of ${ROUNDS} rounds)`);
  for (const [what, own] of rates) {
    const ratio = median(own.map((rate, round) => rate / (first?.[round] ?? Number.NaN)));
    row(what, `${median(own).toFixed(0)} /s`, own === first ? '' : `${ratio.toFixed(2)} ×`);
  }
}

/** The database as the migrations made it, and without parts of it. */
class Switches {
  private constructor(
    private readonly client: pg.Client,
    private readonly tables: readonly string[],
    private readonly save: string,
    private readonly reach: string,
  ) {}

  static async read(client: pg.Client): Promise<Switches> {
    const secured = `SELECT oid::regclass::text AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relkind IN ('r', 'p')`;
    const { rows: tables } = await client.query<{ name: string }>(secured);
    const source = async (name: string): Promise<string> => {
      const sql = 'SELECT pg_get_functiondef($1::regprocedure) AS text';
      const { rows } = await client.query<{ text: string }>(sql, [name]);
      return rows[0]?.text ?? '';
    };
    const names = tables.map(({ name }) => name);
    return new Switches(client, names, await source(FUNCTION), await source(REACH));
  }

  async set({ policies, history, audit }: Switched): Promise<void> {
    for (const table of this.tables)
      await this.client.query(
        `ALTER TABLE ${table} ${policies ? 'DISABLE' : 'ENABLE'} ROW LEVEL SECURITY,
           ${policies ? 'NO FORCE' : 'FORCE'} ROW LEVEL SECURITY`,
      );
    await this.client.query(policies ? cut(this.reach, /BEGIN[\s\S]*END/, 'BEGIN RETURN; END') : this.reach);
    let text = this.save;
    if (history) text = cut(text, /INSERT INTO public\.answer_history[\s\S]*?;/, '');
    if (audit) text = cut(text, /INSERT INTO public\.audit [\s\S]*?;/, '');
    await this.client.query(text);
  }
}

/** Throws when there is nothing to take away: a figure of the same thing twice would say that it costs nothing. */
function cut(text: string, part: RegExp, instead: string): string {
  if (!part.test(text)) throw new Error(`There is no ${String(part)} in ${text.slice(0, 80)}`);
  return text.replace(part, instead);
}
