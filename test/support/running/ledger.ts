import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { OpenAssessment } from './inhabitants.js';
import type { RunningProduct } from './product.js';
import { type Reply, send } from './wire.js';

interface Entry {
  readonly assessment: string;
  readonly question: string;
  readonly said: string;
}
interface Kept {
  readonly assessment: string;
  readonly question: string;
  readonly revision: number;
  readonly said: string | null;
}

const SUCCESS = [200, 201];
/** What stands is another revision than the sender thought: it comes with the answer. */
const OUTRUN = [412, 428];
const BREATH_MS = 250;

/** What clients sent and what they were told, written down as it happened. The product is held to it afterwards. */
export class Ledger {
  readonly acknowledged: (Entry & { readonly revision: number })[] = [];
  private readonly sent = new Set<string>();
  /** How often each status was answered, and each way of getting no answer. */
  readonly outcomes = new Map<string, number>();
  /** Refusals for a while that did not say for how long. */
  withoutRetryAfter = 0;
  lastAcknowledgedAt = 0;

  send(entry: Entry): void {
    this.sent.add(keyOf(entry));
  }

  hear(reply: Reply): void {
    const what = reply.kind === 'answered' ? String(reply.status) : reply.kind === 'cut' ? reply.code : reply.kind;
    this.outcomes.set(what, (this.outcomes.get(what) ?? 0) + 1);
    if (reply.kind === 'answered' && [429, 503].includes(reply.status) && reply.headers['retry-after'] === undefined)
      this.withoutRetryAfter += 1;
  }

  acknowledge(entry: Entry, revision: number): void {
    this.acknowledged.push({ ...entry, revision });
    this.lastAcknowledgedAt = Date.now();
  }

  /** Outcomes other than these. */
  other(...expected: readonly string[]): readonly string[] {
    return [...this.outcomes.keys()].filter((what) => !expected.includes(what));
  }

  /** Everything in which what is stored and what was said differ; none when a serial order explains it all. */
  async faults(product: Pick<RunningProduct, 'rows'>, open: readonly OpenAssessment[]): Promise<readonly string[]> {
    const kept = await product.rows<Kept>(
      `SELECT assessment_id AS assessment, question_id AS question, revision, body->>'source' AS said
       FROM answer_history WHERE assessment_id = ANY ($1)`,
      [open.map(({ id }) => id)],
    );
    const byRevision = new Map(kept.map((row) => [placeOf(row), row.said]));
    const lost = this.acknowledged.filter((entry) => byRevision.get(placeOf(entry)) !== entry.said);
    const foreign = kept.filter(({ assessment, question, said }) =>
      said === null ? true : !this.sent.has(keyOf({ assessment, question, said })),
    );
    return [
      ...lost.map((entry) => `lost: ${placeOf(entry)} ${entry.said}`),
      ...foreign.map((row) => `sent by nobody: ${placeOf(row)} ${row.said ?? 'nothing'}`),
      ...(await contradictions(product)),
    ];
  }
}

const keyOf = ({ assessment, question, said }: Entry): string => `${assessment} ${question} ${said}`;
const placeOf = ({ assessment, question, revision }: Omit<Kept, 'said'>): string =>
  `${assessment} ${question} ${revision}`;

/** Every table against every other, whatever was asked for: rows that would have to be explained by half a transaction. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'answer and history': `
    SELECT a.question_id FROM answer a
    WHERE NOT EXISTS (
        SELECT FROM answer_history h
        WHERE (h.assessment_id, h.question_id, h.revision) = (a.assessment_id, a.question_id, a.revision)
          AND h.body::text IS NOT DISTINCT FROM a.body::text)
      AND NOT EXISTS (
        SELECT FROM answer_set_history s
        WHERE s.assessment_id = a.assessment_id AND a.question_id = ANY (s.questions)
          AND s.revisions[array_position(s.questions, a.question_id)] = a.revision)`,
  'history without a gap or a repeat': `
    WITH revisions AS (
      SELECT assessment_id, question_id, revision FROM answer_history
      UNION ALL
      SELECT s.assessment_id, q.id, s.revisions[q.at] FROM answer_set_history s, unnest(s.questions) WITH ORDINALITY q (id, at))
    SELECT r.question_id FROM revisions r
    LEFT JOIN answer a ON (a.assessment_id, a.question_id) = (r.assessment_id, r.question_id)
    GROUP BY r.assessment_id, r.question_id
    HAVING count(*) <> max(r.revision) OR min(r.revision) <> 1 OR count(DISTINCT r.revision) <> count(*)
      OR max(r.revision) IS DISTINCT FROM max(a.revision)`,
  'history and audit': `
    SELECT coalesce(h.question_id, x.question) FROM answer_history h
    FULL JOIN (
      SELECT subject_id, detail->>'question' AS question, (detail->>'revision')::int AS revision
      FROM audit WHERE subject_kind = 'assessment' AND detail ? 'question' AND detail ? 'revision') x
      ON (x.subject_id, x.question, x.revision) = (h.assessment_id::text, h.question_id, h.revision)
    WHERE h.question_id IS NULL OR x.question IS NULL`,
  'sets and audit': `
    SELECT id FROM (SELECT assessment_id::text AS id, count(*) AS n FROM answer_set_history GROUP BY 1) s
    FULL JOIN (
      SELECT subject_id AS id, count(*) AS n FROM audit WHERE subject_kind = 'assessment' AND detail ? 'answers' GROUP BY 1) x
      USING (id)
    WHERE s.n IS DISTINCT FROM x.n`,
  'files and their pieces': `
    SELECT coalesce(f.id, c.file_id) FROM file f
    FULL JOIN (SELECT file_id, sum(length(bytes)) AS size FROM file_chunk GROUP BY 1) c ON c.file_id = f.id
    WHERE f.size IS DISTINCT FROM c.size`,
  'files and what they belong to': `
    SELECT f.id FROM file f
    WHERE NOT EXISTS (SELECT FROM evidence e WHERE e.file_id = f.id)
      AND NOT EXISTS (SELECT FROM document d WHERE d.file_id = f.id)
      AND NOT EXISTS (SELECT FROM agency g WHERE g.logo_file_id = f.id)`,
  'submissions and outcomes': `
    SELECT a.id FROM assessment a
    LEFT JOIN (SELECT assessment_id, count(*) AS n FROM outcome GROUP BY 1) o ON o.assessment_id = a.id
    WHERE (a.state = 'draft') <> (o.n IS NULL) OR o.n > 1`,
};

export async function contradictions(product: Pick<RunningProduct, 'rows'>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [what, sql] of Object.entries(CONTRADICTIONS)) {
    const rows = await product.rows(sql);
    if (rows.length > 0) found.push(`${what}: ${JSON.stringify(rows.slice(0, 3))} of ${rows.length}`);
  }
  return found;
}

interface Seat {
  readonly assessment: OpenAssessment;
  readonly question: string;
}

/** A client that saves one question again and again, each time something else, until it is told to stop. */
export class Autosaver {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private revision = 0;
  private count = 0;

  constructor(
    private readonly origin: string,
    private readonly ledger: Ledger,
    private readonly seat: Seat,
  ) {}

  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const goesOn = await this.save();
      if (!goesOn) await pause(BREATH_MS);
    }
    this.agent.destroy();
  }

  private async save(): Promise<boolean> {
    const { assessment, question } = this.seat;
    this.count += 1;
    const said = `change ${this.count}`;
    const entry = { assessment: assessment.id, question, said };
    this.ledger.send(entry);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      cookie: assessment.cookie,
      ...(this.revision > 0 && { 'if-match': `"${this.revision}"` }),
    };
    const body = JSON.stringify({ value: { level: this.count % 5 }, source: said });
    const path = `/api/assessments/${assessment.id}/answers/${question}`;
    const reply = await send(this.origin, { method: 'PUT', path, headers, body }, this.agent);
    this.ledger.hear(reply);
    if (reply.kind !== 'answered') return false;
    if (SUCCESS.includes(reply.status)) {
      this.revision = (JSON.parse(reply.text) as { readonly revision: number }).revision;
      this.ledger.acknowledge(entry, this.revision);
      return true;
    }
    if (OUTRUN.includes(reply.status))
      this.revision = (JSON.parse(reply.text) as { readonly current: { readonly revision: number } }).current.revision;
    return false;
  }
}

/** Lets clients save while `work` goes on; resolves when the last of them has got its last answer. */
export async function whileSaving(savers: readonly Autosaver[], work: () => Promise<void>): Promise<void> {
  let over = false;
  const running = savers.map((saver) => saver.run(() => over));
  try {
    await work();
  } finally {
    over = true;
    await Promise.all(running);
  }
}
