import { Injectable } from '@nestjs/common';
import { AuditSeals, SealKey, type AuditChain, type Seal, type SealedRange } from '../ports/audit-seals.js';
import { Clock } from '../ports/system.js';
import { sealedText } from './seal.js';

/** The last seal of a chain, as it was written down somewhere else. */
export interface ChainHead {
  readonly chain: AuditChain;
  readonly number: number;
  readonly seal: string;
}

/** What does not hold, and where. */
export interface AuditFinding {
  readonly kind:
    | 'rows-missing'
    | 'rows-added'
    | 'rows-changed'
    | 'seal-changed'
    | 'seal-missing'
    | 'seal-out-of-line'
    | 'head-missing'
    | 'head-differs'
    | 'sealing-late';
  /** Of the seal. */
  readonly number?: number;
  /** Ids of the rows in question: the range that one seal covers. */
  readonly from?: string;
  readonly to?: string;
  readonly expected?: number;
  readonly found?: number;
}

export interface ChainReport {
  readonly chain: AuditChain;
  readonly seals: number;
  readonly rows: number;
  readonly head?: ChainHead;
  readonly unsealed: { readonly rows: number; readonly oldest?: Date };
  readonly findings: readonly AuditFinding[];
}

/** Rows that stay without a seal for longer are a finding: whoever removes the last seal makes such rows. */
const LATE_MS = 60 * 60 * 1000;

/**
 * Recomputes every seal and compares. Finds any change of a sealed row or of a seal; that the newest seals were taken
 * away together with their rows is found by comparing with heads that were kept elsewhere.
 */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly audit: AuditSeals,
    private readonly key: SealKey,
    private readonly clock: Clock,
  ) {}

  async *execute(command: {
    readonly chain?: AuditChain;
    readonly expected?: readonly ChainHead[];
  }): AsyncGenerator<ChainReport> {
    const expected = command.expected ?? [];
    const all = new Set([...(await this.audit.allChains()), ...expected.map(({ chain }) => chain)]);
    for (const chain of command.chain === undefined ? [...all].sort() : [command.chain]) {
      yield await this.verify(
        chain,
        expected.filter((head) => head.chain === chain),
      );
    }
  }

  private async verify(chain: AuditChain, expected: readonly ChainHead[]): Promise<ChainReport> {
    const findings: AuditFinding[] = [];
    const heads = new Map(expected.map((head) => [head.number, head]));
    let [last, seals, rows]: [Seal | undefined, number, number] = [undefined, 0, 0];
    for (;;) {
      const ranges: readonly SealedRange[] = await this.audit.ranges(chain, placeOf(last));
      for (const range of ranges) {
        findings.push(...this.faults(range, last), ...headFaults(range.seal, heads));
        heads.delete(range.seal.number);
        last = range.seal;
        seals += 1;
        rows += range.found.rows;
      }
      if (ranges.length === 0) break;
    }
    findings.push(...[...heads.values()].map(({ number }) => ({ kind: 'head-missing', number }) as const));
    const unsealed = await this.audit.unsealed(chain, last?.lastId);
    if (this.isLate(unsealed.oldest)) findings.push({ kind: 'sealing-late', found: unsealed.rows });
    const head = last === undefined ? {} : { head: { chain, number: last.number, seal: last.seal } };
    return { chain, seals, rows, ...head, unsealed, findings };
  }

  private faults(range: SealedRange, last: Seal | undefined): readonly AuditFinding[] {
    const { seal } = range;
    const next = (last?.number ?? 0) + 1;
    const faults: AuditFinding[] = [];
    for (let number = next; number < seal.number && number < next + MISSING_SHOWN; number += 1)
      faults.push({ kind: 'seal-missing', number });
    if (this.key.sign(sealedText(seal)) !== seal.seal) faults.push({ kind: 'seal-changed', number: seal.number });
    if (seal.previous !== (last?.seal ?? '')) faults.push({ kind: 'seal-out-of-line', number: seal.number });
    // Where seals are missing the rows of theirs lie in this range too: the missing seal is what is wrong.
    return seal.number === next ? [...faults, ...rowFaults(range)] : faults;
  }

  private isLate(oldest: Date | undefined): boolean {
    return oldest !== undefined && this.clock.now().getTime() - oldest.getTime() > LATE_MS;
  }
}

/** A chain that lost a million seals is told of often enough. */
const MISSING_SHOWN = 20;

const placeOf = (last: Seal | undefined): { readonly number: number; readonly lastId: string | undefined } => ({
  number: last?.number ?? 0,
  lastId: last?.lastId,
});

function rowFaults({ seal, found }: SealedRange): readonly AuditFinding[] {
  const same = found.digest === seal.digest && found.firstId === seal.firstId && found.lastId === seal.lastId;
  if (same && found.rows === seal.rows) return [];
  const kind = found.rows < seal.rows ? 'rows-missing' : found.rows > seal.rows ? 'rows-added' : 'rows-changed';
  const { number, firstId: from, lastId: to, rows: expected } = seal;
  return [{ kind, number, from, to, expected, found: found.rows }];
}

function headFaults(seal: Seal, heads: ReadonlyMap<number, ChainHead>): readonly AuditFinding[] {
  const head = heads.get(seal.number);
  return head === undefined || head.seal === seal.seal ? [] : [{ kind: 'head-differs', number: seal.number }];
}
