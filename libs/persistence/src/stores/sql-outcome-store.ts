import {
  OutcomeStore,
  SHARED_MEMBERS,
  agencyId,
  assessmentId,
  outcomeId,
  userId,
  type AssessmentId,
  type NewOutcome,
  type OutcomeHead,
  type OutcomeId,
  type SharedMember,
  type StoredDecision,
  type StoredOutcome,
  type Transaction,
} from '@isonomia/application';
import type { Outcome } from '@isonomia/outcome';
import { OutcomeParts } from './outcome-parts.js';
import { first, present, toDate, type At } from './values.js';

interface HeadRecord {
  readonly id: string;
  readonly agency_id: string;
  readonly assessment_id: string;
  readonly revision: number;
  readonly status: OutcomeHead['status'];
  readonly sha256: string;
  readonly created_at: At;
}
interface WholeRecord extends HeadRecord {
  readonly body: string;
  readonly instrument_part: string;
  readonly references_part: string;
  readonly rules_part: string;
  readonly texts_part: string;
  readonly practices_part: string | null;
}
interface DecisionRecord {
  readonly rule_id: string;
  readonly decision: StoredDecision['decision'];
  readonly reason: string | null;
  readonly adapted_text: string | null;
  readonly owner: string | null;
  readonly due: string | null;
  readonly revision: number;
  readonly decided_by: string;
  readonly decided_at: At;
}

const HEAD = 'id, agency_id, assessment_id, revision, status, sha256, created_at';
const LATEST = 'FROM outcome WHERE assessment_id = $1 ORDER BY revision DESC LIMIT 1';
const LATEST_BEFORE = 'FROM outcome WHERE assessment_id = $1 AND created_at <= $2 ORDER BY revision DESC LIMIT 1';
const DECISION = 'rule_id, decision, reason, adapted_text, owner, due, revision, decided_by, decided_at';
const PARTS = SHARED_MEMBERS.map((member) => `${member}_part`).join(', ');
const COLUMNS = `${HEAD}, body, ${PARTS}, practices_part`;
const WIDTH = COLUMNS.split(',').length;

export class SqlOutcomeStore extends OutcomeStore {
  private readonly parts = new OutcomeParts();

  async insert(tx: Transaction, outcomes: readonly NewOutcome[]): Promise<void> {
    const rows: unknown[][] = [];
    for (const outcome of outcomes) {
      const parts = await this.parts.keep(tx, outcome.text);
      rows.push([
        outcome.id,
        outcome.agencyId,
        outcome.assessmentId,
        outcome.revision,
        outcome.status,
        outcome.sha256,
        outcome.createdAt,
        outcome.text.own,
        ...SHARED_MEMBERS.map((member) => parts[member]),
        parts.practices ?? null,
      ]);
    }
    // A parameter a value: an outcome is large, and an array or JSON around it would be escaped and parsed for nothing.
    const values = rows.map(
      (_, row) => `(${Array.from({ length: WIDTH }, (__, at) => `$${row * WIDTH + at + 1}`).join(', ')})`,
    );
    await tx.query(`INSERT INTO outcome (${COLUMNS}) VALUES ${values.join(', ')}`, rows.flat());
  }

  async latestHead(tx: Transaction, assessment: AssessmentId): Promise<OutcomeHead | undefined> {
    const row = first(await tx.query<HeadRecord>(`SELECT ${HEAD} ${LATEST}`, [assessment]));
    return row === undefined ? undefined : toHead(row);
  }

  async latest(tx: Transaction, assessment: AssessmentId): Promise<StoredOutcome | undefined> {
    return this.read(tx, LATEST, assessment);
  }

  async latestBefore(tx: Transaction, assessment: AssessmentId, at: Date): Promise<StoredOutcome | undefined> {
    return this.read(tx, LATEST_BEFORE, assessment, at);
  }

  async find(tx: Transaction, id: OutcomeId): Promise<StoredOutcome | undefined> {
    return this.read(tx, 'FROM outcome WHERE id = $1', id);
  }

  private async read(tx: Transaction, from: string, ...keys: readonly unknown[]): Promise<StoredOutcome | undefined> {
    const row = first(await tx.query<WholeRecord>(`SELECT ${COLUMNS} ${from}`, keys));
    if (row === undefined) return undefined;
    const shared = await this.parts.read(tx, {
      instrument: row.instrument_part,
      references: row.references_part,
      rules: row.rules_part,
      texts: row.texts_part,
      ...(row.practices_part !== null && { practices: row.practices_part }),
    });
    // Written by us, hashed, and never changed since: its format is the one it names.
    const own = JSON.parse(row.body) as Omit<Outcome, SharedMember | 'practices'>;
    return { ...toHead(row), outcome: { ...own, ...shared } };
  }

  async decisions(tx: Transaction, outcome: OutcomeId): Promise<readonly StoredDecision[]> {
    const sql = `SELECT ${DECISION} FROM decision WHERE outcome_id = $1 AND NOT taken_back ORDER BY rule_id`;
    return (await tx.query<DecisionRecord>(sql, [outcome])).map(toDecision);
  }

  async decide(
    tx: Transaction,
    outcome: OutcomeHead,
    decision: Omit<StoredDecision, 'revision'>,
    expected: number,
  ): Promise<number | undefined> {
    const values = [
      outcome.id,
      decision.rule,
      decision.decision,
      decision.reason ?? null,
      decision.adaptedText ?? null,
      decision.owner ?? null,
      decision.due ?? null,
      decision.decidedBy,
      decision.decidedAt,
    ];
    const sql = expected === 0 ? DECIDE_FIRST : DECIDE_AGAIN;
    const rows = await tx.query<{ readonly revision: number }>(sql, [
      ...values,
      expected === 0 ? outcome.agencyId : expected,
    ]);
    return first(rows)?.revision;
  }

  async carryDecisions(tx: Transaction, from: OutcomeId, to: OutcomeHead, rules: readonly string[]): Promise<void> {
    await tx.query(CARRY, [from, to.id, to.agencyId, rules]);
  }

  async takeBack(tx: Transaction, outcome: OutcomeId, rule: string, expected: number): Promise<boolean> {
    const rows = await tx.query<{ readonly revision: number }>(TAKE_BACK, [outcome, rule, expected]);
    return first(rows) !== undefined;
  }
}

// Its words go, its row stays: were the revision to begin anew, a form from before would fit a newer decision.
// Read back through a query of its own: what the driver answers to a bare UPDATE is no list of rows.
const TAKE_BACK = `WITH gone AS (
  UPDATE decision SET taken_back = true, revision = revision + 1, reason = NULL, adapted_text = NULL, owner = NULL, due = NULL
  WHERE outcome_id = $1 AND rule_id = $2 AND revision = $3 AND NOT taken_back RETURNING revision)
  SELECT revision FROM gone`;

// With its revision, so that a form from before still fits.
const CARRY = `INSERT INTO decision (agency_id, outcome_id, ${DECISION})
  SELECT $3, $2, ${DECISION} FROM decision WHERE outcome_id = $1 AND NOT taken_back AND rule_id = ANY ($4::text[])`;

const DECIDE_FIRST = `INSERT INTO decision
    (outcome_id, rule_id, decision, reason, adapted_text, owner, due, decided_by, decided_at, agency_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (outcome_id, rule_id) DO UPDATE SET decision = excluded.decision, reason = excluded.reason,
    adapted_text = excluded.adapted_text, owner = excluded.owner, due = excluded.due, decided_by = excluded.decided_by,
    decided_at = excluded.decided_at, revision = decision.revision + 1, taken_back = false
  WHERE decision.taken_back RETURNING revision`;
const DECIDE_AGAIN = `UPDATE decision SET decision = $3, reason = $4, adapted_text = $5, owner = $6, due = $7, decided_by = $8,
    decided_at = $9, revision = revision + 1
  WHERE outcome_id = $1 AND rule_id = $2 AND revision = $10 AND NOT taken_back RETURNING revision`;

const toHead = (row: HeadRecord): OutcomeHead => ({
  id: outcomeId(row.id),
  agencyId: agencyId(row.agency_id),
  assessmentId: assessmentId(row.assessment_id),
  revision: row.revision,
  status: row.status,
  sha256: row.sha256,
  createdAt: toDate(row.created_at),
});

const toDecision = (row: DecisionRecord): StoredDecision => ({
  rule: row.rule_id,
  decision: row.decision,
  ...present('reason', row.reason),
  ...present('adaptedText', row.adapted_text),
  ...present('owner', row.owner),
  ...present('due', row.due),
  revision: row.revision,
  decidedBy: userId(row.decided_by),
  decidedAt: toDate(row.decided_at),
});
