import { Problem } from './problem.js';

/** The role would allow it, the state of the round does not: what is closed takes no answers, what is open keeps its plan. */
export class RoundWrongState extends Problem {
  readonly code = 'round.wrong-state';
  constructor(action: string, state: string) {
    super(`round.wrong-state: ${action} is not possible while the round is ${state}.`, { action, state });
  }
}

/** What was published from a round stays true: a later closing day would change who is in it. */
export class RoundReleased extends Problem {
  readonly code = 'round.released';
  constructor() {
    super(
      'round.released: there is a release of this round; a closed round is opened again only before the first one.',
    );
  }
}

/** The agency said that it does not take part; it may change its mind, nobody else does. */
export class RoundDeclined extends Problem {
  readonly code = 'round.declined';
  constructor() {
    super('round.declined: this agency declined the round; take the refusal back first.');
  }
}

/** An agency answers a round once. */
export class RoundStarted extends Problem {
  readonly code = 'round.started';
  constructor() {
    super('round.started: this agency has begun its assessment in this round.');
  }
}
