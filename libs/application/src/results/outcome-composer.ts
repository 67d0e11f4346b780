import type { Outcome } from '@isonomia/outcome';
import { Injectable } from '@nestjs/common';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import type { FileId, UserId } from '../ids.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import { FileStore } from '../ports/file-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { Hasher, Installation } from '../ports/system.js';
import { PracticeShelf } from '../practices/practice-shelf.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { freezeOutcome, type FrozenOutcome } from './freeze-outcome.js';
import { outcomeRequest, sha256Of, type OutcomeMaterial, type OutcomeStatus } from './outcome-request.js';

/** Gathers what an outcome shows of people and files, and composes it: for drafts on reading, for good at submission. */
@Injectable()
export class OutcomeComposer {
  constructor(
    private readonly instruments: InstrumentLibrary,
    private readonly files: FileStore,
    private readonly directory: UserDirectory,
    private readonly hasher: Hasher,
    private readonly installation: Installation,
    private readonly shelf: PracticeShelf,
  ) {}

  async compose(tx: Transaction, contents: AssessmentContents, state: OutcomeStatus): Promise<FrozenOutcome> {
    return freezeOutcome(outcomeRequest(await this.material(tx, contents), state));
  }

  /** An outcome of before, scored anew with what is different in it. */
  again(
    { format: _, result: __, ...kept }: Outcome,
    different: Pick<Outcome, 'status' | 'revision' | 'review' | 'validatedAt'>,
  ): FrozenOutcome {
    const { engine } = this.installation;
    return freezeOutcome({ ...kept, ...different, engine, sha256: sha256Of(this.hasher) });
  }

  private async material(tx: Transaction, contents: AssessmentContents): Promise<OutcomeMaterial> {
    const published = await pinnedInstrument(this.instruments, contents.assessment);
    const colleagues = await this.directory.colleagues(contents.assessment.agencyId);
    const logo = contents.agency.logo === undefined ? undefined : await this.logo(tx, contents.agency.logo);
    return {
      contents,
      published,
      practices: await this.shelf.about(tx, published, contents.assessment.regionId),
      ...(logo !== undefined && { logo }),
      names: await this.directory.namesOf(contents.comments.map(({ author }) => author)),
      roles: new Map<UserId, string>(colleagues.map(({ userId, roles }) => [userId, roles[0] ?? 'other'])),
      engine: this.installation.engine,
      hasher: this.hasher,
    };
  }

  /** Into the outcome itself: the file may be replaced, the outcome must stay as it was. */
  private async logo(tx: Transaction, id: FileId): Promise<string | undefined> {
    const file = await this.files.find(tx, id);
    if (file === undefined) return undefined;
    let binary = '';
    for await (const chunk of this.files.read(tx, id)) {
      for (const byte of chunk) binary += String.fromCharCode(byte);
    }
    return `data:${file.mediaType};base64,${btoa(binary)}`;
  }
}
