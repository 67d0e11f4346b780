import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { clauseId, type ClauseId, type PointId, type WorkshopId } from '../../ids.js';
import { InstrumentLibrary } from '../../ports/instrument-library.js';
import { Ids } from '../../ports/system.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import type { Clause } from './clause.js';
import { readClause, sameBody, type ClauseInput } from './read-clause.js';
import { revised } from './revise.js';
import { TextGate, type Inside } from './text-gate.js';

export interface AddClauseCommand extends ClauseInput {
  readonly workshop: WorkshopId;
  /** Put forward by a group: the clause is drafted from it. */
  readonly point?: PointId;
}

/** A clause at the end of its addressee's. */
@Injectable()
export class AddClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
    private readonly instruments: InstrumentLibrary,
    private readonly ids: Ids,
  ) {}

  execute(actor: Actor, command: AddClauseCommand): Promise<{ readonly clause: ClauseId }> {
    return this.gate.edit(actor, command.workshop, async (inside) => {
      const { tx, room, at } = inside;
      const published = await this.instruments.find(room.instrumentId, room.instrumentVersion);
      const fields = new Fields();
      const body = readClause(fields, command, { room, published });
      fields.check();
      const point = await this.pointOf(inside, command.point);
      const id = clauseId(this.ids.uuid());
      const made = { id, workshop: room.id, position: 0, mark: 'open', revision: 1, textRevision: 1 } as const;
      const by = { changedBy: actor.userId, changedAt: at };
      await this.texts.add(tx, { ...body, ...made, ...by, ...(point !== undefined && { point }) });
      await inside.tell('workshop.clause-added', { clause: id, addressee: body.addressee });
      return { clause: id };
    });
  }

  private async pointOf({ tx, room }: Inside, id: PointId | undefined): Promise<PointId | undefined> {
    if (id === undefined) return undefined;
    const found = (await this.texts.pointsForward(tx, room.id)).find((one) => one.id === id);
    if (found === undefined) throw new NotFound('point');
    return found.id;
  }
}

export interface ChangeClauseCommand extends ClauseInput {
  readonly workshop: WorkshopId;
  readonly clause: ClauseId;
  /** The revision that the form showed. */
  readonly expected: number;
}

/**
 * Its words and whom they speak to. What was marked is open again: it was adopted in other words.
 * Throws `RevisionConflict<Clause>`.
 */
@Injectable()
export class ChangeClause {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  execute(actor: Actor, command: ChangeClauseCommand): Promise<{ readonly revision: number; readonly open: boolean }> {
    return this.gate.edit(actor, command.workshop, async (inside) => {
      const { tx, room, at } = inside;
      const published = await this.instruments.find(room.instrumentId, room.instrumentVersion);
      const fields = new Fields();
      const typed = readClause(fields, command, { room, published });
      fields.check();
      const clause = await standing(this.texts, inside, command.clause);
      const next = rewritten(clause, typed, room.languages);
      if (clause.revision === command.expected && sameBody(clause, next))
        return { revision: clause.revision, open: false };
      const changed = { ...next, mark: 'open', changedBy: actor.userId, changedAt: at } as const;
      const revision = await revised(this.texts, tx, changed, { event: 'changed', expected: command.expected });
      await inside.tell('workshop.clause-changed', { clause: clause.id, revision });
      return { revision, open: clause.mark !== 'open' };
    });
  }
}

/** A language that the workshop has no longer keeps its words. */
function rewritten(
  clause: Clause,
  { addressee, texts, dimension }: ReturnType<typeof readClause>,
  languages: readonly string[],
): Clause {
  const { dimension: _, ...rest } = clause;
  const others = Object.entries(clause.texts).filter(([language]) => !languages.includes(language));
  return {
    ...rest,
    addressee,
    texts: { ...Object.fromEntries(others), ...texts },
    ...(dimension !== undefined && { dimension }),
  };
}

/** Withdrawn or not there: the same. */
export async function standing(texts: WorkshopTextStore, { tx, room }: Inside, id: ClauseId): Promise<Clause> {
  const clause = await texts.clause(tx, room.id, id);
  if (clause === undefined || clause.withdrawnAt !== undefined) throw new NotFound('clause');
  return clause;
}
