import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { DraftStore } from '../ports/draft-store.js';
import { DraftWriter } from './draft-writer.js';

export interface DiscardDraftCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  /** Mark of the draft that was seen: a newer one of a colleague stays. */
  readonly seen: number;
  /** The answer that the draft became was recorded, and told in the audit. */
  readonly recorded?: boolean;
}

/** Takes a draft away, since somebody said so or it became an answer. Throws as `KeepDraft`. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly writer: DraftWriter,
    private readonly drafts: DraftStore,
  ) {}

  async execute(actor: Actor, command: DiscardDraftCommand): Promise<void> {
    const { seen, recorded = false } = command;
    await this.writer.write(actor, command, (guard, { id, dimension }) =>
      this.drafts.drop(guard, { question: id, dimension, seen, audited: !recorded }),
    );
  }
}
