import { Injectable } from '@nestjs/common';
import type { Edition } from '@isonomia/outcome';
import type { Actor } from '../actor.js';
import { opened } from '../assessments/open-assessment.js';
import { readForm, type DocumentForm, type FormWish } from '../documents/document-form.js';
import type { AgencyId, DocumentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { DocumentStore } from '../ports/document-store.js';
import { JobQueue } from '../ports/job-queue.js';
import { OutcomeStore, type StoredOutcome } from '../ports/outcome-store.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';
import { FollowUpComposer } from './compose-follow-up.js';
import type { FollowUp } from './follow-up.js';
import { PlanGate } from './plan-gate.js';

/** Its languages are among those of the outcome's texts. */
export interface RequestFollowUpCommand extends FormWish {
  readonly agency: AgencyId;
  readonly edition: string;
}

const EDITIONS: readonly Edition[] = ['internal', 'sharing'];

interface Order {
  readonly started: StoredOutcome;
  readonly edition: Edition;
  readonly form: DocumentForm;
  readonly followUp: FollowUp;
}

/** Finds what a plan started from, and puts the order down. */
@Injectable()
export class FollowUpOrder {
  constructor(
    private readonly plans: PlanStore,
    private readonly assessments: AssessmentStore,
    private readonly outcomes: OutcomeStore,
    private readonly documents: DocumentStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A plan that no assessment began has nothing to be set beside. */
  async origin(tx: Transaction, actor: Actor, agency: AgencyId) {
    const [adoption] = await this.plans.adoptions(tx, agency);
    if (adoption === undefined) throw new NotFound('plan');
    opened(actor, 'document.request', await this.assessments.find(tx, adoption.assessment));
    const started = await this.outcomes.find(tx, adoption.outcome);
    if (started === undefined) throw new NotFound('plan');
    return { adoption, started };
  }

  async place(tx: Transaction, actor: Actor, { started, edition, form, followUp }: Order): Promise<DocumentId> {
    const id = this.ids.documentId();
    await this.documents.insert(tx, {
      id,
      kind: 'follow-up',
      agencyId: started.agencyId,
      assessmentId: started.assessmentId,
      outcomeId: started.id,
      outcomeSha256: started.sha256,
      edition,
      form,
      state: 'queued',
      requestedBy: actor.userId,
      requestedAt: this.clock.now(),
    });
    await this.plans.keepFollowUp(tx, { document: id, agency: started.agencyId, followUp });
    await this.jobs.enqueue(tx, { kind: 'make-document', document: id, agency: started.agencyId });
    await this.audit.append(tx, {
      action: 'document.requested',
      actor: actor.userId,
      agency: started.agencyId,
      subject: { kind: 'document', id },
      detail: { kind: 'follow-up', edition, outcome: started.id },
    });
    return id;
  }
}

/** Orders a document that sets promise beside delivery, as both are now; the worker prints what is frozen here. */
@Injectable()
export class RequestFollowUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly composer: FollowUpComposer,
    private readonly ordering: FollowUpOrder,
  ) {}

  async execute(actor: Actor, command: RequestFollowUpCommand): Promise<{ readonly document: DocumentId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.gate.agency(tx, actor, 'plan.edit', command.agency);
      const { adoption, started } = await this.ordering.origin(tx, actor, agency.id);
      const fields = new Fields();
      const edition = fields.oneOf('edition', command.edition, EDITIONS) ?? 'sharing';
      const form = readForm(fields, command, Object.keys(started.outcome.texts));
      fields.check();
      const followUp = await this.composer.compose(tx, { agency, adoption, started });
      return { document: await this.ordering.place(tx, actor, { started, edition, form, followUp }) };
    });
  }
}
