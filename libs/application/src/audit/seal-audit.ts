import { Injectable } from '@nestjs/common';
import { AuditSeals, SealKey, type AuditChain, type Seal } from '../ports/audit-seals.js';
import { Clock } from '../ports/system.js';
import { makeSeal } from './seal.js';

/** A seal takes this many rows at most, so that making and checking one stays short. */
const ROWS_PER_SEAL = 10_000;

export interface Sealing {
  /** False when somebody held an id for too long; the next round tries again. */
  readonly settled: boolean;
  readonly seals: readonly Seal[];
}

/** Seals what was recorded since the last time, chain by chain. Whoever writes the audit never waits for it. */
@Injectable()
export class SealAudit {
  /** Everything up to here was found sealed by this instance: a round then looks at what is new alone. */
  private sealedUpTo: string | undefined;

  constructor(
    private readonly audit: AuditSeals,
    private readonly key: SealKey,
    private readonly clock: Clock,
  ) {}

  async execute(command: { readonly patienceMs: number }): Promise<Sealing> {
    const upTo = await this.audit.settled({ milliseconds: command.patienceMs });
    if (upTo === undefined) return { settled: false, seals: [] };
    const after = this.sealedUpTo;
    const chains = await this.audit.chains({ upTo, ...(after !== undefined && { after }) });
    const seals: Seal[] = [];
    let complete = true;
    for (const chain of chains) complete = (await this.sealChain(chain, upTo, seals)) && complete;
    if (complete) this.sealedUpTo = upTo;
    return { settled: true, seals };
  }

  private async sealChain(chain: AuditChain, upTo: string, made: Seal[]): Promise<boolean> {
    let last = await this.audit.lastSeal(chain);
    for (;;) {
      const batch = await this.audit.nextBatch(chain, { after: last?.lastId, upTo, limit: ROWS_PER_SEAL });
      if (batch === undefined) return true;
      const seal = makeSeal(chain, batch, { last, at: this.clock.now(), key: this.key });
      if (!(await this.audit.keep(seal))) return false;
      made.push(seal);
      last = seal;
    }
  }
}
