import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { ErasureStore, type ErasedAgency } from '../ports/erasure-store.js';
import { MailFolder } from '../ports/mail-folder.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { AdministratorNeeded, NotFound, SecondPersonNeeded } from '../problems/problems.js';
import { demandTyped } from './typed-name.js';

/**
 * The second of the two steps: another person confirms, and everything of the agency goes in one transaction — rows,
 * files, drafts, mails, jobs, accounts that were there for it alone. The audit keeps its rows, which name ids that lead to
 * nothing any more, and its seals; a document that is out in the world is "unknown" from then on, like one never made.
 */
@Injectable()
export class EraseAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly erasures: ErasureStore,
    private readonly letters: MailFolder,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly agency: AgencyId; readonly typed: string },
  ): Promise<Omit<ErasedAgency, 'names'>> {
    const now = this.clock.now();
    demandFreshProof(actor, now);
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.erase', { agencyId: agency.id, regionId: agency.regionId });
      await this.demandSecond(tx, actor, agency.id, now);
      demandTyped(command.typed, agency.name);
      // Of the installation: the agency's own audit has nobody left to read it.
      const subject = { kind: 'agency', id: agency.id };
      const erased = await this.erasures.eraseAgency(tx, agency.id, now);
      // The database asks who the two people are now; a role that was taken since the asking counts no more.
      if (erased === undefined) throw new AdministratorNeeded();
      const { names, ...counts } = erased;
      await this.audit.append(tx, { action: 'agency.erased', actor: actor.userId, subject, detail: { ...counts } });
      // Last, and before the commit: a letter that goes too early is no loss, one that stays would be.
      await this.letters.forget(names);
      return counts;
    });
  }

  /** At the command line there is nobody to be the second: whoever runs commands has the database itself. */
  private async demandSecond(tx: Transaction, actor: Actor, agency: AgencyId, now: Date): Promise<void> {
    if (actor.assurance === undefined) return;
    const asked = await this.erasures.asked(tx, agency, now);
    if (asked === undefined) throw new NotFound('erasure');
    if (asked.askedBy === actor.userId) throw new SecondPersonNeeded();
  }
}
