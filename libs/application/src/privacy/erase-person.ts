import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import { demandFreshProof } from '../access/fresh-proof.js';
import type { Actor } from '../actor.js';
import type { UserId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { ErasureStore } from '../ports/erasure-store.js';
import { MailFolder } from '../ports/mail-folder.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden, LastAdministrator, NotFound } from '../problems/problems.js';
import { demandTyped } from './typed-name.js';

export interface ErasePersonCommand {
  readonly person: UserId;
  /** The address that the account signs in with. */
  readonly typed: string;
}

/**
 * Takes an account away for good: by its owner, or by an administrator. What the person did for an agency stays the
 * agency's, under an id that leads to nobody any more.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly erasures: ErasureStore,
    private readonly letters: MailFolder,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { person, typed }: ErasePersonCommand): Promise<void> {
    const now = this.clock.now();
    if (person !== actor.userId && !mayErasePeople(actor)) throw new Forbidden('person.erase');
    demandFreshProof(actor, now);
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const email = await this.erasures.addressOf(tx, person);
      if (email === undefined) throw new NotFound('person');
      demandTyped(typed.toLowerCase(), email.toLowerCase());
      const subject = { kind: 'user', id: person };
      await this.audit.append(tx, { action: 'person.erased', actor: actor.userId, subject });
      const names = await this.erasures.erasePerson(tx, person, now);
      if (names === undefined) throw new LastAdministrator();
      await this.letters.forget(names);
    });
  }
}

/** Who runs the installation answers to people who ask for it; a lead or a coordinator takes roles away and no more. */
export const mayErasePeople = (actor: Actor): boolean => mayAtAgency(actor, 'people.disable', {});
