import type { Fault } from '@isonomia/instrument';
import { Problem } from './problem.js';

/** There is no such thing, or this person may not know that there is: the two must look the same. */
export class NotFound extends Problem {
  readonly code = 'not-found';
  constructor(kind: string) {
    super(`not-found: there is no such ${kind}.`, { kind });
  }
}

/** Seen, but not for this person to do. */
export class Forbidden extends Problem {
  readonly code = 'forbidden';
  constructor(action: string) {
    super(`forbidden: your role does not allow ${action}.`, { action });
  }
}

/** Weighty enough to ask again who is there: the last proof is too long ago, or a program asks with a token. */
export class ProofRequired extends Problem {
  readonly code = 'proof.required';
  constructor(minutes: number) {
    super(`proof.required: confirm that it is you; a proof counts for ${minutes} minutes.`, { minutes });
  }
}

/** The role would allow it, the state of the assessment does not: a submitted assessment takes no answers. */
export class WrongState extends Problem {
  readonly code = 'assessment.wrong-state';
  constructor(action: string, state: string) {
    super(`assessment.wrong-state: ${action} is not possible while the assessment is ${state}.`, { action, state });
  }
}

/** What was sent does not fit the question or the form; every fault says where. */
export class InputRefused extends Problem {
  readonly code = 'input.refused';
  constructor(readonly faults: readonly Fault[]) {
    super(`input.refused: ${faults.map((fault) => `${fault.path}: ${fault.code}`).join('; ')}`);
  }
}

/** Somebody else saved first. Carries what stands now, so that both texts can be shown and none is lost. */
export class RevisionConflict<Current> extends Problem {
  readonly code = 'revision.conflict';
  constructor(readonly current: Current) {
    super('revision.conflict: this was changed after you read it; the current value comes with this answer.');
  }
}

/** Some of many answers were changed by others; nothing was written. */
export class RevisionConflicts<Current> extends Problem {
  readonly code = 'revision.conflicts';
  constructor(readonly current: readonly Current[]) {
    super('revision.conflicts: some answers were changed after you read them; nothing was saved.', {
      count: current.length,
    });
  }
}

export class UnknownInstrument extends Problem {
  readonly code = 'instrument.unknown';
  constructor(instrument: string, version: string) {
    super(`instrument.unknown: ${instrument} ${version} is not published here.`, { instrument, version });
  }
}

/** New assessments start on a version that is offered; running ones stay with theirs. */
export class RetiredVersion extends Problem {
  readonly code = 'instrument.retired';
  constructor(instrument: string, version: string) {
    super(`instrument.retired: ${instrument} ${version} takes no new assessments.`, { instrument, version });
  }
}

/** A published version is immutable: what differs needs a new version number. */
export class PublishedVersionChanged extends Problem {
  readonly code = 'instrument.changed';
  constructor(instrument: string, version: string) {
    super(`instrument.changed: ${instrument} ${version} is published with other content; give it a new version.`, {
      instrument,
      version,
    });
  }
}

/** Submission is blocked; `questions` are those still open, in instrument order. */
export class NotComplete extends Problem {
  readonly code = 'assessment.not-complete';
  constructor(readonly questions: readonly string[]) {
    super(`assessment.not-complete: ${questions.length} questions are not answered yet.`, { count: questions.length });
  }
}

/** A validated assessment has one correction; what is wrong with that is corrected there. */
export class AlreadyCorrected extends Problem {
  readonly code = 'assessment.already-corrected';
  constructor() {
    super('assessment.already-corrected: there is a correction of this assessment; go on with that one.');
  }
}

export class QuotaExceeded extends Problem {
  readonly code = 'file.quota-exceeded';
  constructor(limit: number) {
    super(`file.quota-exceeded: the files of this agency may hold ${limit} bytes; remove some first.`, { limit });
  }
}

export class FileTooLarge extends Problem {
  readonly code = 'file.too-large';
  constructor(limit: number) {
    super(`file.too-large: a file may hold ${limit} bytes.`, { limit });
  }
}

/** Only kinds of file that open harmlessly are kept; the kind is read from the bytes, not from the name. */
export class FileRefused extends Problem {
  readonly code = 'file.refused';
  /** `fault`: what to tell a person, where more can be said than which kinds are kept. */
  constructor(
    reason: string,
    readonly fault?: 'utf-16' | 'not-utf-8' | 'control-characters' | 'broken' | 'encrypted' | 'signed' | 'too-heavy',
  ) {
    super(`file.refused: ${reason}.`, { reason });
  }
}

export class DocumentNotReady extends Problem {
  readonly code = 'document.not-ready';
  constructor(state: string) {
    super(`document.not-ready: the document is ${state}.`, { state });
  }
}

/** Whoever could give themselves a role could give themselves any. */
export class OwnRoles extends Problem {
  readonly code = 'people.own-roles';
  constructor() {
    super('people.own-roles: nobody changes their own roles; ask somebody who keeps people here.');
  }
}

/** Without an administrator nobody could ever make one again. */
export class LastAdministrator extends Problem {
  readonly code = 'people.last-administrator';
  constructor() {
    super('people.last-administrator: this is the last administrator who can sign in; make another one first.');
  }
}

/** An account is disabled by whoever keeps all its roles; others take away the roles that are theirs to take. */
export class RolesElsewhere extends Problem {
  readonly code = 'people.roles-elsewhere';
  constructor() {
    super('people.roles-elsewhere: this person has roles that are not yours to take; take away those that are.');
  }
}

/** Expired, used, revoked or never made: the four must look the same. */
export class InvitationUnusable extends Problem {
  readonly code = 'invitation.unusable';
  constructor() {
    super('invitation.unusable: this invitation cannot be used any more; ask for a new one.');
  }
}

/** What it handed in stays; nothing new begins there. */
export class AgencyRetired extends Problem {
  readonly code = 'agency.retired';
  constructor() {
    super('agency.retired: this agency was retired; nothing new begins there.');
  }
}

/** What cannot be taken back takes two people: whoever asked for it cannot be the one who confirms it. */
export class SecondPersonNeeded extends Problem {
  readonly code = 'erasure.second-person';
  constructor() {
    super('erasure.second-person: you asked for this yourself; somebody else has to confirm it.');
  }
}

/** Two leads of an agency do not do it among themselves. */
export class AdministratorNeeded extends Problem {
  readonly code = 'erasure.administrator-needed';
  constructor() {
    super('erasure.administrator-needed: one of the two people has to be an administrator.');
  }
}

/** Nobody judges work that they have a part in: a reviewer with another role in the agency leaves it to others. */
export class OwnAgencyReview extends Problem {
  readonly code = 'review.own-agency';
  constructor() {
    super('review.own-agency: you have another role in this agency; somebody else has to review it.');
  }
}

/** Two people reviewing one assessment would undo each other's decisions. */
export class NotTheirReview extends Problem {
  readonly code = 'review.not-yours';
  constructor() {
    super('review.not-yours: take the assessment into review first, or over from whoever has it.');
  }
}

/** `questions`: those whose "not applicable" nobody has accepted. */
export class ReasonsOpen extends Problem {
  readonly code = 'review.reasons-open';
  constructor(readonly questions: readonly string[]) {
    super(`review.reasons-open: ${questions.length} times "not applicable" is not accepted.`, {
      count: questions.length,
    });
  }
}
