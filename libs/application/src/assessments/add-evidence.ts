import { Injectable } from '@nestjs/common';
import type { EvidenceId, Question } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import { storedEvidenceId, type AssessmentId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import type { Assessment, FileEvidence, StoredEvidence } from './assessment.js';
import { readEvidenceDetails, readOption, readWebAddress, type EvidenceDetails } from './evidence-details.js';
import type { IncomingFile } from './incoming-file.js';
import { QuestionGate } from './question-gate.js';
import { Uploads } from './uploads.js';

export type EvidenceSource =
  | { readonly kind: 'file'; readonly file: IncomingFile }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'citation' };

export interface AddEvidenceCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  /** Option of a checklist that it proves; the whole answer when left out. */
  readonly option?: string;
  readonly details: EvidenceDetails;
  readonly source: EvidenceSource;
}

/** Many documents may not leave the agency: a link or a citation proves as much as a file. */
@Injectable()
export class AddEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly questions: QuestionGate,
    private readonly evidence: EvidenceStore,
    private readonly uploads: Uploads,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `InputRefused`, `FileRefused`, `FileTooLarge` or `QuotaExceeded`; then nothing is stored. */
  async execute(actor: Actor, command: AddEvidenceCommand): Promise<{ readonly evidence: EvidenceId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const wanted = { ...command, action: 'evidence.add' } as const;
      const { assessment, question } = await this.questions.glance(tx, actor, wanted);
      const common = {
        ...readDetails(command, question),
        id: storedEvidenceId(this.ids.uuid()),
        question: question.id,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      };
      const evidence = await this.withSource(tx, assessment, common, command.source);
      // An upload takes its time; colleagues went on meanwhile, and may have submitted.
      await this.questions.open(tx, actor, wanted);
      await this.evidence.insert(tx, [{ assessment: assessment.id, agency: assessment.agencyId, evidence }]);
      await this.audit.append(tx, {
        action: 'evidence.added',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'evidence', id: evidence.id },
        detail: { assessment: assessment.id, question: question.id, kind: evidence.kind },
      });
      return { evidence: evidence.id };
    });
  }

  private async withSource(
    tx: Transaction,
    assessment: Assessment,
    common: Omit<FileEvidence, 'kind' | 'file'>,
    source: EvidenceSource,
  ): Promise<StoredEvidence> {
    if (source.kind === 'citation') return { ...common, kind: 'citation' };
    if (source.kind === 'link') return { ...common, kind: 'link', url: source.url.trim() };
    return { ...common, kind: 'file', file: await this.uploads.evidence(tx, assessment.agencyId, source.file) };
  }
}

function readDetails({ details, option, source }: AddEvidenceCommand, question: Question) {
  const fields = new Fields();
  const read = { ...readEvidenceDetails(fields, details), ...readOption(fields, question, option) };
  if (source.kind === 'link') readWebAddress(fields, source.url);
  fields.check();
  return read;
}
