import { Injectable } from '@nestjs/common';
import type { EvidenceId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import type { EvidenceSource } from '../assessments/add-evidence.js';
import { readEvidenceDetails, readWebAddress, type EvidenceDetails } from '../assessments/evidence-details.js';
import { Uploads } from '../assessments/uploads.js';
import { storedEvidenceId, type AgencyId, type TaskId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { FileStore, type ByteStream, type StoredFile } from '../ports/file-store.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';
import { PlanGate, type OpenedTask } from './plan-gate.js';
import type { TaskEvidence } from './plan.js';

export interface AddTaskEvidenceCommand {
  readonly task: TaskId;
  readonly details: EvidenceDetails;
  readonly source: EvidenceSource;
}

/** What shows that it was done: a file, a link or a citation, as beside an answer. */
@Injectable()
export class AddTaskEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly uploads: Uploads,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `InputRefused`, `FileRefused`, `FileTooLarge` or `QuotaExceeded`; then nothing is stored. */
  async execute(actor: Actor, command: AddTaskEvidenceCommand): Promise<{ readonly evidence: EvidenceId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { agency, task } = await this.gate.task(tx, actor, 'plan.report', command.task);
      const common = {
        ...detailsOf(command),
        id: storedEvidenceId(this.ids.uuid()),
        task: task.id,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      };
      const evidence = await this.withSource(tx, agency.id, common, command.source);
      await this.plans.addEvidence(tx, agency.id, evidence);
      await this.plans.note(tx, task, {
        kind: 'evidence-added',
        note: evidence.title,
        by: actor.userId,
        at: common.createdAt,
      });
      await this.audit.append(tx, {
        action: 'plan.evidence-added',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'task', id: task.id },
        detail: { evidence: evidence.id, kind: evidence.kind },
      });
      return { evidence: evidence.id };
    });
  }

  private async withSource(
    tx: Transaction,
    agency: AgencyId,
    common: Omit<TaskEvidence, 'kind'>,
    source: EvidenceSource,
  ): Promise<TaskEvidence> {
    if (source.kind === 'citation') return { ...common, kind: 'citation' };
    if (source.kind === 'link') return { ...common, kind: 'link', url: source.url.trim() };
    return { ...common, kind: 'file', file: await this.uploads.evidence(tx, agency, source.file) };
  }
}

function detailsOf({ details, source }: AddTaskEvidenceCommand): EvidenceDetails {
  const fields = new Fields();
  const read = readEvidenceDetails(fields, details);
  if (source.kind === 'link') readWebAddress(fields, source.url);
  fields.check();
  return read;
}

interface Ports {
  readonly plans: PlanStore;
  readonly gate: PlanGate;
}

/** Evidence of a plan, with its task opened as asked. */
async function openedEvidence(
  { plans, gate }: Ports,
  tx: Transaction,
  actor: Actor,
  wanted: { readonly evidence: EvidenceId; readonly action: 'plan.view' | 'plan.report' },
): Promise<OpenedTask & { readonly evidence: TaskEvidence }> {
  const evidence = await plans.findEvidence(tx, wanted.evidence);
  if (evidence === undefined) throw new NotFound('evidence');
  return { ...(await gate.task(tx, actor, wanted.action, evidence.task)), evidence };
}

/** A file stays as long as the removal can be undone, as it does beside an answer. */
@Injectable()
export class RemoveTaskEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** `removed: false` brings it back. */
  async execute(
    actor: Actor,
    command: { readonly evidence: EvidenceId; readonly removed: boolean },
  ): Promise<{ readonly task: TaskId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const wanted = { evidence: command.evidence, action: 'plan.report' } as const;
      const { agency, task, evidence } = await openedEvidence(
        { plans: this.plans, gate: this.gate },
        tx,
        actor,
        wanted,
      );
      const at = this.clock.now();
      const done = command.removed
        ? await this.plans.removeEvidence(tx, evidence.id, at)
        : await this.plans.restoreEvidence(tx, evidence.id);
      // Asked twice: it is done already.
      if (!done) return { task: task.id };
      const kind = command.removed ? 'evidence-removed' : 'evidence-restored';
      await this.plans.note(tx, task, { kind, note: evidence.title, by: actor.userId, at });
      await this.audit.append(tx, {
        action: `plan.${kind}`,
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'task', id: task.id },
        detail: { evidence: evidence.id },
      });
      return { task: task.id };
    });
  }
}

/** The bytes of a file of evidence; every download is audited. */
@Injectable()
export class ReadTaskEvidenceFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly evidence: EvidenceId },
  ): Promise<{ readonly file: StoredFile; readonly bytes: ByteStream }> {
    const file = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const wanted = { evidence: command.evidence, action: 'plan.view' } as const;
      const { agency, task, evidence } = await openedEvidence(
        { plans: this.plans, gate: this.gate },
        tx,
        actor,
        wanted,
      );
      const kept = evidence.kind === 'file' && evidence.removedAt === undefined ? evidence.file : undefined;
      const stored = kept === undefined ? undefined : await this.files.find(tx, kept.id);
      if (stored === undefined) throw new NotFound('file');
      await this.audit.append(tx, {
        action: 'plan.evidence-read',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'task', id: task.id },
        detail: { evidence: evidence.id },
      });
      return stored;
    });
    return { file, bytes: this.files.read({ actor: actor.userId, agency: file.agencyId }, file.id) };
  }
}
