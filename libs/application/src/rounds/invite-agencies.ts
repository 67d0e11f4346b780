import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AgencyId, CountryId, RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { RoundReader, type Candidate } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { InputRefused } from '../problems/problems.js';
import { demandState, lockedRound } from './locked-round.js';
import { RoundMail } from './round-mail.js';

/** Those named, and all of the countries named: of a region with thousands nobody ticks each. */
export interface InviteAgenciesCommand {
  readonly round: RoundId;
  readonly agencies: readonly AgencyId[];
  readonly countries: readonly CountryId[];
}

/** How many agencies, and how many letters that made. */
export interface Invited {
  readonly agencies: number;
  readonly mails: number;
}

/** Asks agencies to take part, each once: whoever was invited before is not invited again, whatever is asked. */
@Injectable()
export class InviteAgencies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
    private readonly mail: RoundMail,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: InviteAgenciesCommand): Promise<Invited> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await lockedRound(this.rounds, tx, { actor, action: 'round.invite', round: command.round });
      demandState(round, 'round.invite', 'planned', 'open');
      const wanted = chosen(await this.reader.candidates(tx, round.id), command);
      const at = this.clock.now();
      const agencies = await this.rounds.invite(tx, round, { agencies: wanted, by: actor.userId, at });
      if (agencies.length === 0) return { agencies: 0, mails: 0 };
      const { mails } = await this.mail.post(tx, 'round-invitation', { round, agencies });
      await this.rounds.note(tx, round.id, agencies, 'round.invited');
      await this.audit.append(tx, {
        action: 'round.invited',
        actor: actor.userId,
        subject: { kind: 'round', id: round.id },
        detail: { agencies: agencies.length, mails },
      });
      return { agencies: agencies.length, mails };
    });
  }
}

function chosen(candidates: readonly Candidate[], command: InviteAgenciesCommand): readonly AgencyId[] {
  const agencies = new Set<string>(command.agencies);
  const countries = new Set<string>(command.countries);
  if (agencies.size === 0 && countries.size === 0) {
    throw new InputRefused([{ code: 'input.none-chosen', path: 'agencies', detail: {} }]);
  }
  return candidates
    .filter(({ agency, countryId }) => agencies.has(agency) || countries.has(countryId))
    .map(({ agency }) => agency);
}
