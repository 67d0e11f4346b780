import type { Practice } from '@isonomia/outcome';
import { Injectable } from '@nestjs/common';
import { questionId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import type { Agency, Country } from '../agencies/agency.js';
import type { Assessment, StoredAnswer, SubmissionApproval } from '../assessments/assessment.js';
import { agencyId, assessmentId, outcomeId, type AgencyId, type AssessmentId, type OutcomeId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AnswerStore } from '../ports/answer-store.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import { AssessmentStore, type NewAssessment } from '../ports/assessment-store.js';
import { AuditLog, type AuditEntry } from '../ports/audit-log.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import { OutcomeStore, type NewOutcome } from '../ports/outcome-store.js';
import { Hasher, Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { freezeOutcome } from '../results/freeze-outcome.js';
import { outcomeRequest } from '../results/outcome-request.js';
import type { PreparedAgency } from './prepare-agency.js';

/** What every agency of an import shares. */
export interface ImportContext {
  readonly actor: Actor;
  readonly country: Country;
  readonly published: PublishedInstrument;
  /** The same list for all, so that it is written out once. */
  readonly practices: readonly Practice[];
  readonly variant: string;
  readonly title: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate: string;
  readonly fictional: boolean;
  readonly approval?: SubmissionApproval;
  readonly at: Date;
  readonly newUuid: () => string;
}

export interface ImportedAssessment {
  readonly externalRef: string;
  readonly agency: AgencyId;
  readonly assessment: AssessmentId;
  readonly outcome?: OutcomeId;
}

/** An agency with its ids. */
interface Placed {
  readonly prepared: PreparedAgency;
  readonly agency: AgencyId;
  readonly assessment: AssessmentId;
  readonly contents: AssessmentContents;
  readonly outcome?: NewOutcome;
}

/** Writes agencies a batch at a time: one statement a table. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly agencies: AgencyStore,
    private readonly assessments: AssessmentStore,
    private readonly answers: AnswerStore,
    private readonly evidence: EvidenceStore,
    private readonly outcomes: OutcomeStore,
    private readonly audit: AuditLog,
    private readonly hasher: Hasher,
    private readonly installation: Installation,
  ) {}

  async write(
    tx: Transaction,
    batch: readonly PreparedAgency[],
    context: ImportContext,
  ): Promise<readonly ImportedAssessment[]> {
    const placed = batch.map((prepared) => this.place(prepared, context));
    await this.writeDrafts(tx, placed, context);
    if (context.approval !== undefined) await this.submit(tx, placed, context, context.approval);
    await this.audit.append(tx, ...placed.flatMap((one) => auditOf(one, context)));
    return placed.map(({ prepared, agency, assessment, outcome }) => ({
      externalRef: prepared.externalRef,
      agency,
      assessment,
      ...(outcome !== undefined && { outcome: outcome.id }),
    }));
  }

  private place(prepared: PreparedAgency, context: ImportContext): Placed {
    const agency = agencyId(context.newUuid());
    const assessment = assessmentId(context.newUuid());
    const contents = contentsOf(prepared, context, { agency, assessment });
    const placed = { prepared, agency, assessment, contents };
    return context.approval === undefined
      ? placed
      : { ...placed, outcome: this.freeze(contents, context, context.approval) };
  }

  private freeze(contents: AssessmentContents, context: ImportContext, approval: SubmissionApproval): NewOutcome {
    const { published, practices, actor, at } = context;
    const material = {
      contents,
      published,
      practices,
      names: new Map(),
      roles: new Map([[actor.userId, 'import']]),
      engine: this.installation.engine,
      hasher: this.hasher,
    };
    const state = { status: 'submitted', revision: 1, submittedAt: at.toISOString(), approval } as const;
    const { text, sha256 } = freezeOutcome(outcomeRequest(material, state));
    const { id: assessment, agencyId: agency } = contents.assessment;
    const id = outcomeId(context.newUuid());
    return {
      id,
      agencyId: agency,
      assessmentId: assessment,
      revision: 1,
      status: 'submitted',
      sha256,
      text,
      createdAt: at,
    };
  }

  private async writeDrafts(tx: Transaction, placed: readonly Placed[], context: ImportContext): Promise<void> {
    const { at, actor, country, fictional } = context;
    await this.agencies.insert(
      tx,
      placed.map(({ prepared: { settings, externalRef }, agency: id }) => ({
        ...settings,
        id,
        externalRef,
        countryId: country.id,
        fictional,
        createdAt: at,
      })),
    );
    const leads = placed.flatMap(({ prepared: { lead }, agency }) =>
      lead === undefined ? [] : [{ agency, user: lead }],
    );
    if (leads.length > 0) await this.agencies.addLeads(tx, leads, at);
    await this.assessments.insert(tx, placed.map(newAssessment));
    const evidence = placed.flatMap(({ prepared, agency, assessment }) =>
      prepared.evidence.map((one) => ({ agency, assessment, evidence: one })),
    );
    if (evidence.length > 0) await this.evidence.insert(tx, evidence);
    await this.answers.insert(tx, placed.map(answersOf), actor.userId, at);
  }

  private async submit(
    tx: Transaction,
    placed: readonly Placed[],
    { actor, at }: ImportContext,
    approval: SubmissionApproval,
  ): Promise<void> {
    await this.outcomes.insert(
      tx,
      placed.flatMap(({ outcome }) => outcome ?? []),
    );
    await this.assessments.approve(
      tx,
      placed.map(({ contents: { assessment } }) => ({ assessment, approval })),
    );
    await this.assessments.submit(
      tx,
      placed.map(({ assessment }) => assessment),
      actor.userId,
      at,
    );
  }
}

const newAssessment = ({ prepared, contents: { assessment } }: Placed): NewAssessment => ({
  ...assessment,
  importRef: prepared.externalRef,
});

const answersOf = ({ prepared, agency, assessment }: Placed) => ({
  agency,
  assessment,
  answers: Object.entries(prepared.answers).map(([question, answer]) => ({ question: questionId(question), answer })),
});

/** The assessment as it will be read back: an outcome is composed of it before anything is written. */
function contentsOf(
  prepared: PreparedAgency,
  context: ImportContext,
  ids: { readonly agency: AgencyId; readonly assessment: AssessmentId },
): AssessmentContents {
  const { country, published, actor, at } = context;
  const agency: Agency = {
    ...prepared.settings,
    id: ids.agency,
    country,
    regionId: country.regionId,
    fictional: context.fictional,
    revision: 1,
  };
  const assessment: Assessment = {
    id: ids.assessment,
    agencyId: ids.agency,
    agencyName: agency.name,
    agencyFictional: agency.fictional,
    agencyTimeZone: agency.timeZone,
    regionId: country.regionId,
    instrumentId: published.instrument.id,
    instrumentVersion: published.instrument.version,
    variant: context.variant,
    agencyType: agency.type,
    title: context.title,
    reference: context.reference,
    stockDate: context.stockDate,
    state: 'draft',
    revision: 1,
    createdAt: at,
    createdBy: actor.userId,
  };
  const answers = Object.entries(prepared.answers).map(([question, answer]): StoredAnswer => ({
    question: questionId(question),
    answer,
    revision: 1,
    changedBy: actor.userId,
    changedAt: at,
  }));
  return { assessment, agency, answers, evidence: prepared.evidence, comments: [], assignments: [] };
}

function auditOf({ agency, assessment, outcome }: Placed, { actor }: ImportContext): readonly AuditEntry[] {
  const common = { actor: actor.userId, agency, subject: { kind: 'assessment', id: assessment } };
  const imported: AuditEntry = { ...common, action: 'assessment.imported' };
  if (outcome === undefined) return [imported];
  const detail = { outcome: outcome.id, revision: outcome.revision, sha256: outcome.sha256 };
  return [imported, { ...common, action: 'assessment.submitted', detail }];
}
