import { canonicalJson } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import { formOf, type FormWish } from '../../documents/document-form.js';
import type { DocumentId, ParticipantId, UserId, WorkshopId } from '../../ids.js';
import { AuditLog, type AuditEntry } from '../../ports/audit-log.js';
import { InstrumentLibrary } from '../../ports/instrument-library.js';
import { JobQueue } from '../../ports/job-queue.js';
import { Clock, Ids } from '../../ports/system.js';
import type { Transaction } from '../../ports/unit-of-work.js';
import { WorkshopPapersStore } from '../../ports/workshop-papers-store.js';
import { DocumentNotReady, NotFound } from '../../problems/problems.js';
import { OutcomeTakenBack } from '../../problems/workshop-problems.js';
import { FILE_KINDS } from '../../documents/file-kind.js';
import { isLate } from '../../reports/report.js';
import { instrumentOf } from '../groups/asked-of-group.js';
import type { FrozenHead } from './frozen.js';
import type { PaperSubject, WorkshopPaper } from './paper.js';

/** Who asks, and within which workshop; of a seat with the participant beside it. */
export interface Asking {
  readonly actor: UserId;
  readonly participant?: ParticipantId;
  readonly workshop: { readonly id: WorkshopId; readonly instrumentId: string; readonly instrumentVersion: string };
}

/** What is meant by a paper: the newest outcome, or the certificate of somebody. */
export type PaperWish = FormWish &
  ({ readonly kind: 'outcome' } | { readonly kind: 'certificate'; readonly participant: ParticipantId });

export interface DownloadedPaper {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Where papers of a workshop are ordered and fetched, by whoever leads it and from seats alike: policies decide whose they are. */
@Injectable()
export class PaperCounter {
  constructor(
    private readonly papers: WorkshopPapersStore,
    private readonly instruments: InstrumentLibrary,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** That papers can be had in. */
  async languages(workshop: Asking['workshop']): Promise<readonly string[]> {
    return Object.keys((await instrumentOf(this.instruments, workshop)).texts);
  }

  /** Those of the newest outcome, and certificates. */
  async list(
    tx: Transaction,
    workshop: WorkshopId,
  ): Promise<{ readonly head?: FrozenHead; readonly papers: readonly Shown[] }> {
    const [head] = await this.papers.outcomes(tx, workshop);
    const all = await this.papers.papers(tx, workshop);
    const now = this.clock.now();
    const shown = all.filter(
      (paper) => paper.kind === 'certificate' || (head?.stands === true && paper.outcome === head.id),
    );
    return {
      ...(head !== undefined && { head }),
      papers: shown.map((paper) => ({ ...paper, late: isLate(paper, now) })),
    };
  }

  /** Made once a form, however often it is asked for; one that failed or does not come is queued again. */
  async order(tx: Transaction, asking: Asking, wish: PaperWish): Promise<DocumentId> {
    const chosen = formOf(wish, await this.languages(asking.workshop));
    // A copy to edit of what says that somebody was there would say it of anybody.
    const form = wish.kind === 'certificate' ? { ...chosen, format: 'pdf' as const } : chosen;
    const subject = await this.subjectOf(tx, asking.workshop.id, wish);
    const id = this.ids.documentId();
    const { actor: requestedBy } = asking;
    const paper = { ...subject, id, workshop: asking.workshop.id, form, requestedBy, requestedAt: this.clock.now() };
    if (!(await this.papers.insert(tx, paper))) return this.again(tx, asking, paper);
    await this.queue(tx, id);
    await this.note(tx, asking, id, 'document.requested');
    return id;
  }

  async fetch(tx: Transaction, asking: Asking, document: DocumentId): Promise<DownloadedPaper> {
    const found = (await this.list(tx, asking.workshop.id)).papers.find(({ id }) => id === document);
    if (found === undefined) throw new NotFound('document');
    const bytes = await this.papers.bytes(tx, document);
    if (bytes === undefined) throw new DocumentNotReady(found.state);
    await this.note(tx, asking, document, 'document.read');
    const { ending, mediaType } = FILE_KINDS[found.form.format];
    const what = found.kind === 'outcome' ? 'workshop-outcome' : 'certificate';
    return { name: `isonomia-${what}-${document}.${ending}`, mediaType, bytes };
  }

  private async subjectOf(tx: Transaction, workshop: WorkshopId, wish: PaperWish): Promise<PaperSubject> {
    if (wish.kind === 'certificate') {
      const [attendee] = await this.papers.attendees(tx, workshop, wish.participant);
      if (attendee === undefined) throw new NotFound('participant');
      return { kind: 'certificate', ...attendee };
    }
    const [head] = await this.papers.outcomes(tx, workshop);
    if (head === undefined) throw new NotFound('workshop-outcome');
    if (!head.stands) throw new OutcomeTakenBack();
    return { kind: 'outcome', outcome: head.id };
  }

  private async again(tx: Transaction, asking: Asking, wanted: SameEdition): Promise<DocumentId> {
    const { papers } = await this.list(tx, asking.workshop.id);
    const known = papers.find((paper) => isSameEdition(paper, wanted));
    if (known === undefined) throw new NotFound('document');
    if (known.state !== 'failed' && !known.late) return known.id;
    if (await this.papers.requeue(tx, known.id, this.clock.now())) {
      await this.queue(tx, known.id);
      await this.note(tx, asking, known.id, 'document.retried');
    }
    return known.id;
  }

  private queue(tx: Transaction, document: DocumentId): Promise<void> {
    return this.jobs.enqueue(tx, { kind: 'make-document', document, workshop: true });
  }

  private note(
    tx: Transaction,
    { actor, participant, workshop }: Asking,
    id: DocumentId,
    action: AuditEntry['action'],
  ): Promise<void> {
    const detail = { workshop: workshop.id, ...(participant !== undefined && { participant }) };
    return this.audit.append(tx, { action, actor, subject: { kind: 'workshop-document', id }, detail });
  }
}

export type Shown = WorkshopPaper & { readonly late: boolean };
type SameEdition = PaperSubject & Pick<WorkshopPaper, 'form'>;

const editionOf = (paper: SameEdition): string =>
  canonicalJson([paper.kind === 'outcome' ? paper.outcome : [paper.participant, paper.facts], paper.form]);
const isSameEdition = (one: SameEdition, other: SameEdition): boolean => editionOf(one) === editionOf(other);
