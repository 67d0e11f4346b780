import { Injectable } from '@nestjs/common';
import type { EvidenceId } from '@isonomia/instrument';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog } from '../ports/audit-log.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import { FileStore } from '../ports/file-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';

export const UNDO_HOURS = 24;
const HOUR_MS = 3_600_000;

/** Until when the file of something removed now is kept. */
export const undoEnds = (removedAt: Date): Date => new Date(removedAt.getTime() + UNDO_HOURS * HOUR_MS);

/**
 * What the worker does a day after evidence was removed. Nothing, when it stands again, or was removed once more since:
 * then another job comes.
 */
@Injectable()
export class DiscardEvidenceFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly evidence: EvidenceStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(command: { readonly evidence: EvidenceId }): Promise<void> {
    await this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const removedBy = new Date(this.clock.now().getTime() - UNDO_HOURS * HOUR_MS);
      const parted = await this.evidence.giveUpFile(tx, command.evidence, removedBy);
      if (parted === undefined) return;
      await this.files.remove(tx, parted.file);
      await this.audit.append(tx, {
        action: 'evidence.file-discarded',
        actor: SYSTEM,
        agency: parted.agency,
        subject: { kind: 'evidence', id: command.evidence },
      });
    });
  }
}
