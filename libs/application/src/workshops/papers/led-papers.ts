import type { WorkshopOutcome } from '@isonomia/comparison';
import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../../access/access.js';
import type { Action } from '../../access/table.js';
import type { Actor } from '../../actor.js';
import type { DocumentId, WorkshopId } from '../../ids.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopPapersStore } from '../../ports/workshop-papers-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { openedWorkshop } from '../open-workshop.js';
import type { Workshop } from '../workshop.js';
import type { FrozenHead } from './frozen.js';
import type { Attendee } from './paper.js';
import { PaperCounter, type Asking, type DownloadedPaper, type PaperWish, type Shown } from './paper-counter.js';
import { RoomOutcome } from './room-outcome.js';

export interface WorkshopPapersView {
  readonly workshop: Workshop;
  /** To freeze and to have papers made. */
  readonly mayLead: boolean;
  /** What would be frozen now: how far results could be shown, and whether anything changed since. */
  readonly prospect: Pick<WorkshopOutcome, 'figures' | 'named'> & {
    readonly openClauses: number;
    /** Of agencies. */
    readonly groups: number;
    /** Groups that let their result be counted, those that are named among them. */
    readonly willing: { readonly counted: number; readonly named: number };
  };
  readonly head?: FrozenHead;
  readonly papers: readonly Shown[];
  readonly attendees: readonly Attendee[];
  readonly languages: readonly string[];
}

/** The papers of a workshop for those who lead it: what there is, and what would be frozen now. */
@Injectable()
export class ViewWorkshopPapers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly papers: WorkshopPapersStore,
    private readonly counter: PaperCounter,
    private readonly room: RoomOutcome,
  ) {}

  execute(actor: Actor, { workshop: id }: { readonly workshop: WorkshopId }): Promise<WorkshopPapersView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.view', await this.workshops.find(tx, id));
      const { body, room } = await this.room.compose(tx, workshop);
      const { figures, named, clauses } = body.outcome;
      const choices = room.groups.map(({ choice }) => choice);
      return {
        workshop,
        mayLead: mayAtAgency(actor, 'workshop.lead', { regionId: workshop.regionId }),
        prospect: {
          figures,
          named,
          groups: choices.length,
          openClauses: clauses.filter(({ mark }) => mark === 'open').length,
          willing: {
            counted: choices.filter((choice) => choice !== 'withheld').length,
            named: choices.filter((choice) => choice === 'named').length,
          },
        },
        ...(await this.counter.list(tx, workshop.id)),
        attendees: await this.papers.attendees(tx, workshop.id),
        languages: await this.counter.languages(workshop),
      };
    });
  }
}

/** Lets those who lead a workshop to the counter. */
@Injectable()
export class LedPapers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
  ) {}

  run<T>(
    actor: Actor,
    { workshop, action }: { readonly workshop: WorkshopId; readonly action: Action & `workshop.${string}` },
    work: (tx: Transaction, asking: Asking) => Promise<T>,
  ): Promise<T> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = openedWorkshop(actor, action, await this.workshops.find(tx, workshop));
      return work(tx, { actor: actor.userId, workshop: found });
    });
  }
}

/** The outcome in some form, a certificate, or those of everybody who was there: for those who lead the workshop. */
@Injectable()
export class OrderWorkshopPaper {
  constructor(
    private readonly led: LedPapers,
    private readonly papers: WorkshopPapersStore,
    private readonly counter: PaperCounter,
  ) {}

  execute(actor: Actor, command: { readonly workshop: WorkshopId; readonly wish: PaperWish }): Promise<DocumentId> {
    return this.led.run(actor, { ...command, action: 'workshop.lead' }, (tx, asking) =>
      this.counter.order(tx, asking, command.wish),
    );
  }

  /** How many were asked for. */
  everybody(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly wish: Extract<PaperWish, { readonly kind: 'outcome' }> },
  ): Promise<number> {
    return this.led.run(actor, { ...command, action: 'workshop.lead' }, async (tx, asking) => {
      const attendees = await this.papers.attendees(tx, asking.workshop.id);
      for (const { participant } of attendees)
        await this.counter.order(tx, asking, { ...command.wish, kind: 'certificate', participant });
      return attendees.length;
    });
  }
}

/** The bytes of a finished paper, for those who lead the workshop; every download is audited. Throws `DocumentNotReady`. */
@Injectable()
export class DownloadWorkshopPaper {
  constructor(
    private readonly led: LedPapers,
    private readonly counter: PaperCounter,
  ) {}

  execute(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly document: DocumentId },
  ): Promise<DownloadedPaper> {
    return this.led.run(actor, { ...command, action: 'workshop.view' }, (tx, asking) =>
      this.counter.fetch(tx, asking, command.document),
    );
  }
}
