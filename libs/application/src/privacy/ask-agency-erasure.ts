import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { ErasureStore } from '../ports/erasure-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { demandTyped } from './typed-name.js';

export const ERASURE_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * The first of the two steps that erase an agency, and the way back from it. An administrator or a lead asks; nothing
 * goes before another person has confirmed it (`EraseAgency`).
 */
@Injectable()
export class AskAgencyErasure {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly erasures: ErasureStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId; readonly typed: string }): Promise<void> {
    const now = this.clock.now();
    demandFreshProof(actor, now);
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { id, name } = await this.open(tx, actor, command.agency);
      demandTyped(command.typed, name);
      const expiresAt = new Date(now.getTime() + ERASURE_DAYS * DAY_MS);
      if (!(await this.erasures.ask(tx, id, { askedBy: actor.userId, askedAt: now, expiresAt }))) return;
      await this.tell(tx, actor, id, 'agency.erasure-asked');
    });
  }

  /** By whoever may ask: a no from one of them is a no. */
  async withdraw(actor: Actor, command: { readonly agency: AgencyId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { id } = await this.open(tx, actor, command.agency);
      if (!(await this.erasures.withdraw(tx, id))) return;
      await this.tell(tx, actor, id, 'agency.erasure-withdrawn');
    });
  }

  private async open(tx: Transaction, actor: Actor, id: AgencyId): Promise<{ id: AgencyId; name: string }> {
    const agency = await this.agencies.find(tx, id);
    if (agency === undefined) throw new NotFound('agency');
    authorizeAtAgency(actor, 'agency.erase', { agencyId: agency.id, regionId: agency.regionId });
    return agency;
  }

  private async tell(
    tx: Transaction,
    actor: Actor,
    agency: AgencyId,
    action: 'agency.erasure-asked' | 'agency.erasure-withdrawn',
  ): Promise<void> {
    await this.audit.append(tx, { action, actor: actor.userId, agency, subject: { kind: 'agency', id: agency } });
  }
}
