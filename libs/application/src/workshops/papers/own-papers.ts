import { Injectable } from '@nestjs/common';
import type { FormWish } from '../../documents/document-form.js';
import type { DocumentId } from '../../ids.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { Clock } from '../../ports/system.js';
import { WorkshopPapersStore } from '../../ports/workshop-papers-store.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';
import type { FrozenHead } from './frozen.js';
import { PaperCounter, type Asking, type DownloadedPaper, type Shown } from './paper-counter.js';

/** Lets whoever sits in a seat to the counter. */
@Injectable()
export class SeatedPapers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  run<T>(seat: Seat, work: (tx: Transaction, asking: Asking) => Promise<T>): Promise<T> {
    const { workshop: id, instrumentId, instrumentVersion, participant } = seat;
    const asking = { actor: SEAT_HOLDER, participant, workshop: { id, instrumentId, instrumentVersion } };
    const scope = { actor: SEAT_HOLDER, seat: { key: seat.key, at: this.clock.now() } };
    return this.unitOfWork.run(scope, (tx) => work(tx, asking));
  }
}

export interface OwnPapersView {
  readonly head?: FrozenHead;
  readonly papers: readonly Shown[];
  /** On how many days they were there: without any there is no certificate. */
  readonly days: number;
  readonly languages: readonly string[];
}

/** What a participant takes home: the outcome, and the certificate of having been there. */
@Injectable()
export class ViewOwnPapers {
  constructor(
    private readonly seated: SeatedPapers,
    private readonly papers: WorkshopPapersStore,
    private readonly counter: PaperCounter,
  ) {}

  execute(seat: Seat): Promise<OwnPapersView> {
    return this.seated.run(seat, async (tx, { workshop }) => {
      const [own] = await this.papers.attendees(tx, workshop.id, seat.participant);
      return {
        ...(await this.counter.list(tx, workshop.id)),
        days: own?.facts.days.length ?? 0,
        languages: await this.counter.languages(workshop),
      };
    });
  }
}

/** The outcome or their own certificate, whatever they ask for. */
@Injectable()
export class OrderOwnPaper {
  constructor(
    private readonly seated: SeatedPapers,
    private readonly counter: PaperCounter,
  ) {}

  execute(
    seat: Seat,
    { kind, wish }: { readonly kind: 'outcome' | 'certificate'; readonly wish: FormWish },
  ): Promise<DocumentId> {
    const { participant } = seat;
    return this.seated.run(seat, (tx, asking) =>
      this.counter.order(tx, asking, kind === 'outcome' ? { ...wish, kind } : { ...wish, kind, participant }),
    );
  }
}

/** The bytes of a finished paper; every download is audited. Throws `DocumentNotReady`. */
@Injectable()
export class DownloadOwnPaper {
  constructor(
    private readonly seated: SeatedPapers,
    private readonly counter: PaperCounter,
  ) {}

  execute(seat: Seat, { document }: { readonly document: DocumentId }): Promise<DownloadedPaper> {
    return this.seated.run(seat, (tx, asking) => this.counter.fetch(tx, asking, document));
  }
}
