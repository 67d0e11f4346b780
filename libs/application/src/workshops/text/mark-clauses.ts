import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { ClauseId, WorkshopId } from '../../ids.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import { CLAUSE_MARKS } from './clause.js';
import { standing } from './edit-clauses.js';
import { revised } from './revise.js';
import { TextGate } from './text-gate.js';

interface OfClause {
  readonly workshop: WorkshopId;
  readonly clause: ClauseId;
}
interface AtRevision extends OfClause {
  /** The revision that the page showed. */
  readonly expected: number;
}

/** What became of it in the room. Throws `RevisionConflict<Clause>`: nobody marks words that they did not see. */
@Injectable()
export class MarkClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: AtRevision & { readonly mark: string }): Promise<{ readonly revision: number }> {
    return this.gate.edit(actor, command.workshop, async (inside) => {
      const fields = new Fields();
      const mark = fields.oneOf('mark', command.mark, CLAUSE_MARKS) ?? 'open';
      fields.check();
      const clause = await standing(this.texts, inside, command.clause);
      if (clause.mark === mark && clause.revision === command.expected) return { revision: clause.revision };
      const next = { ...clause, mark, changedBy: actor.userId, changedAt: inside.at };
      const how = { event: 'marked', expected: command.expected } as const;
      const revision = await revised(this.texts, inside.tx, next, how);
      await inside.tell('workshop.clause-marked', { clause: clause.id, mark, revision });
      return { revision };
    });
  }
}

/** Out of the text; it can be brought back. Throws `RevisionConflict<Clause>`. */
@Injectable()
export class WithdrawClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: AtRevision): Promise<{ readonly revision: number }> {
    return this.gate.edit(actor, command.workshop, async (inside) => {
      const clause = await standing(this.texts, inside, command.clause);
      const next = { ...clause, changedBy: actor.userId, changedAt: inside.at, withdrawnAt: inside.at };
      const how = { event: 'withdrawn', expected: command.expected } as const;
      const revision = await revised(this.texts, inside.tx, next, how);
      await inside.tell('workshop.clause-withdrawn', { clause: clause.id, revision });
      return { revision };
    });
  }
}

/** Back at the end of its addressee's, with its words, comments and positions; its mark is open. */
@Injectable()
export class RestoreClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: OfClause): Promise<{ readonly revision: number }> {
    return this.gate.edit(actor, command.workshop, async (inside) => {
      const clause = await this.texts.clause(inside.tx, inside.room.id, command.clause);
      if (clause === undefined) throw new NotFound('clause');
      if (clause.withdrawnAt === undefined) return { revision: clause.revision };
      const { withdrawnAt: _, ...rest } = clause;
      const next = { ...rest, mark: 'open', changedBy: actor.userId, changedAt: inside.at } as const;
      const how = { event: 'restored', expected: clause.revision } as const;
      const revision = await revised(this.texts, inside.tx, next, how);
      await inside.tell('workshop.clause-restored', { clause: clause.id, revision });
      return { revision };
    });
  }
}

/** One place up or down among those of its addressee; at the end nothing happens. */
@Injectable()
export class MoveClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: OfClause & { readonly direction: string }): Promise<void> {
    return this.gate.edit(actor, command.workshop, async (inside) => {
      const fields = new Fields();
      const direction = fields.oneOf('direction', command.direction, ['up', 'down']);
      fields.check();
      const clause = await standing(this.texts, inside, command.clause);
      const all = await this.texts.clauses(inside.tx, inside.room.id);
      const beside = all.filter((one) => one.addressee === clause.addressee && one.withdrawnAt === undefined);
      const from = beside.findIndex(({ id }) => id === clause.id);
      const to = direction === 'up' ? from - 1 : from + 1;
      const other = beside[to];
      if (other === undefined) return;
      const order = beside.map(({ id }) => (id === clause.id ? other.id : id === other.id ? clause.id : id));
      await this.texts.order(inside.tx, order);
      await inside.tell('workshop.clause-moved', { clause: clause.id });
    });
  }
}
