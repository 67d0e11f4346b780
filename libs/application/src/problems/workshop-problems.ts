import { Problem } from './problem.js';

/** Over, taken by another phone or never given: the three must look the same. */
export class SeatUnusable extends Problem {
  readonly code = 'seat.unusable';
  constructor() {
    super('seat.unusable: this phone has no seat in a workshop; join with the code on the wall or on your badge.');
  }
}

/** The page for a code was opened without one. */
export class JoinCodeNeeded extends Problem {
  readonly code = 'join-code.needed';
  constructor() {
    super('join-code.needed: type the code on the wall or on your badge.');
  }
}

/** A code that is wrong and one whose time is over must look the same. */
export class JoinCodeUnusable extends Problem {
  readonly code = 'join-code.unusable';
  constructor() {
    super('join-code.unusable: this code opens no workshop; look at the wall or at your badge and type it again.');
  }
}

/** Somebody was faster, or sat down in the wrong place: whoever leads the workshop can free the seat. */
export class SeatTaken extends Problem {
  readonly code = 'seat.taken';
  constructor() {
    super('seat.taken: another phone has this seat; use the code of your badge, or ask the facilitator to free it.');
  }
}

/** The role would allow it, the state of the workshop does not. */
export class WorkshopWrongState extends Problem {
  readonly code = 'workshop.wrong-state';
  constructor(action: string, state: string) {
    super(`workshop.wrong-state: ${action} is not possible while the workshop is ${state}.`, { action, state });
  }
}

/** Mixed groups and guests answer no questionnaire and see none. */
export class NotInAgencyGroup extends Problem {
  readonly code = 'workshop.not-in-agency-group';
  constructor() {
    super('workshop.not-in-agency-group: this belongs to the group of an agency, and this seat is in none.');
  }
}

/** The text is locked: what was agreed stays. */
export class ClausesLocked extends Problem {
  readonly code = 'clauses.locked';
  constructor() {
    super(
      'clauses.locked: the agreed text is locked; whoever leads the workshop can open it again before it is frozen.',
    );
  }
}

/** What is frozen is what was agreed: the text comes first. */
export class ClausesNotLocked extends Problem {
  readonly code = 'clauses.not-locked';
  constructor() {
    super('clauses.not-locked: the agreed text is not locked yet; lock it, then freeze the outcome.');
  }
}

/** A group took back what it had allowed: what was frozen is handed out no more. */
export class OutcomeTakenBack extends Problem {
  readonly code = 'workshop.outcome-taken-back';
  constructor() {
    super(
      'workshop.outcome-taken-back: a group whose result stands in the outcome no longer allows it; whoever leads the workshop can freeze it again without.',
    );
  }
}

/** Beside joint figures that were printed, the profiles of some would lay open those of the others. */
export class AlreadyCounted extends Problem {
  readonly code = 'workshop.already-counted';
  constructor() {
    super(
      'workshop.already-counted: the result of this group is in joint figures that were frozen, so that its profile can no longer be put on the wall.',
    );
  }
}
