import { createHash } from 'node:crypto';
import { SHARED_MEMBERS, type OutcomeText, type SharedMember, type Transaction } from '@isonomia/application';
import type { Outcome } from '@isonomia/outcome';

type Shared = Pick<Outcome, SharedMember | 'practices'>;
interface Hashes extends Readonly<Record<SharedMember, string>> {
  readonly practices?: string;
}

interface PartRecord {
  readonly sha256: string;
  readonly body: string;
}

/** Parts are few: four an instrument version, and the practices of each region. */
const PARTS_IN_MEMORY = 200;

/**
 * What outcomes share, kept once under its own hash: the same text has the same name, so that nothing frozen can change.
 * In memory a part is parsed once, and pure code finds again the indexes that it keeps by the instrument object.
 */
export class OutcomeParts {
  private readonly hashes = new Map<string, string>();
  private readonly parsed = new Map<string, unknown>();

  /** The hashes of these texts, which are in the database afterwards. */
  async keep(tx: Transaction, { shared, practices }: OutcomeText): Promise<Hashes> {
    const texts = [...SHARED_MEMBERS.map((member) => shared[member]), ...(practices === undefined ? [] : [practices])];
    const bodies = new Map(texts.map((text) => [this.hashOf(text), text]));
    // Asked each time, in the transaction: the one that kept them first may have been rolled back.
    const known = await tx.query<Pick<PartRecord, 'sha256'>>(
      'SELECT sha256 FROM outcome_part WHERE sha256 = ANY ($1)',
      [[...bodies.keys()]],
    );
    for (const [hash, body] of bodies) {
      if (known.some((row) => row.sha256 === hash)) continue;
      const insert = 'INSERT INTO outcome_part (sha256, body) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING';
      await tx.query(insert, [hash, body]);
    }
    return {
      instrument: this.hashOf(shared.instrument),
      references: this.hashOf(shared.references),
      rules: this.hashOf(shared.rules),
      texts: this.hashOf(shared.texts),
      ...(practices !== undefined && { practices: this.hashOf(practices) }),
    };
  }

  async read(tx: Transaction, hashes: Hashes): Promise<Shared> {
    const named = Object.entries(hashes) as readonly (readonly [string, string])[];
    const missing = named.flatMap(([, hash]) => (this.parsed.has(hash) ? [] : [hash]));
    if (missing.length > 0) await this.load(tx, missing);
    // Written by us under these very members.
    return Object.fromEntries(named.map(([member, hash]) => [member, this.parsed.get(hash)])) as unknown as Shared;
  }

  private async load(tx: Transaction, hashes: readonly string[]): Promise<void> {
    const sql = 'SELECT sha256, body FROM outcome_part WHERE sha256 = ANY ($1)';
    const rows = await tx.query<PartRecord>(sql, [hashes]);
    if (this.parsed.size > PARTS_IN_MEMORY) this.parsed.clear();
    for (const row of rows) this.parsed.set(row.sha256, JSON.parse(row.body));
  }

  /** By the text itself, which is the same string object for as long as the instrument is in memory. */
  private hashOf(text: string): string {
    const known = this.hashes.get(text);
    if (known !== undefined) return known;
    if (this.hashes.size > PARTS_IN_MEMORY) this.hashes.clear();
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    this.hashes.set(text, hash);
    return hash;
  }
}
