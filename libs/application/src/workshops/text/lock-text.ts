import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { ClauseId, CommentId, WorkshopId } from '../../ids.js';
import { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { NotFound, RevisionConflict } from '../../problems/problems.js';
import { ClausesLocked, WorkshopWrongState } from '../../problems/workshop-problems.js';
import { openClauses, type Clause } from './clause.js';
import { TextGate } from './text-gate.js';

/**
 * The text is agreed: nobody changes a word, comments or takes a position until it is unlocked. Whoever locks it was shown
 * which clauses are still open; when others are open by now, nothing is locked: throws `RevisionConflict<Clause[]>`.
 */
@Injectable()
export class LockText {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: { readonly workshop: WorkshopId; readonly open: readonly ClauseId[] }): Promise<void> {
    return this.gate.lead(actor, command.workshop, async ({ tx, room, at, tell }) => {
      if (room.state === 'planned') throw new WorkshopWrongState('workshop.lead', room.state);
      if (room.lockedAt !== undefined) return;
      const open = openClauses(await this.texts.clauses(tx, room.id));
      const shown = new Set(command.open);
      const same = open.length === shown.size && open.every(({ id }) => shown.has(id));
      if (!same) throw new RevisionConflict<readonly Clause[]>(open);
      await this.texts.lock(tx, room.id, at);
      await tell('workshop.text-locked', { open: open.length });
    });
  }
}

/** Until an outcome is frozen. */
@Injectable()
export class UnlockText {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<void> {
    return this.gate.lead(actor, command.workshop, async ({ tx, room, tell }) => {
      if (room.lockedAt === undefined) return;
      if (room.frozen) throw new ClausesLocked();
      if (room.state === 'closed') throw new WorkshopWrongState('workshop.lead', room.state);
      await this.texts.lock(tx, room.id, undefined);
      await tell('workshop.text-unlocked');
    });
  }
}

export interface SettleCommentCommand {
  readonly workshop: WorkshopId;
  readonly comment: CommentId;
  readonly settled: boolean;
}

/** What a comment asked for is done with, or open again. */
@Injectable()
export class SettleComment {
  constructor(
    private readonly gate: TextGate,
    private readonly texts: WorkshopTextStore,
  ) {}

  execute(actor: Actor, { workshop, comment, settled }: SettleCommentCommand): Promise<{ readonly clause: ClauseId }> {
    return this.gate.edit(actor, workshop, async ({ tx, room, at, tell }) => {
      const found = (await this.texts.comments(tx, room.id)).find(({ id }) => id === comment);
      if (found === undefined) throw new NotFound('comment');
      const moved = await this.texts.settle(tx, { workshop: room.id, comment, at: settled ? at : undefined });
      if (moved) await tell('workshop.comment-settled', { comment, settled });
      return { clause: found.clause };
    });
  }
}
