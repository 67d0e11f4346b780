import { Injectable } from '@nestjs/common';
import { Fields } from '../../problems/fields.js';
import type { Seat } from '../seat.js';
import { OUTCOME_CHOICES, ROOM_CHOICES } from '../workshop.js';
import { agencyTypeOf } from './asked-of-group.js';
import { NOTHING_CHOSEN, type Said } from './group-work.js';
import { GroupVoice } from './say-in-group.js';

export interface ChooseCommand {
  /** `room`: its profile on the wall; `outcome`: its result in the outcome document. */
  readonly about: string;
  readonly choice: string;
  readonly key?: string;
}

/** What a group lets be seen of it. Every choice is kept and the newest counts: also after the last day it can be taken back. */
@Injectable()
export class ChooseForGroup {
  constructor(private readonly voice: GroupVoice) {}

  async execute(seat: Seat, command: ChooseCommand): Promise<Said> {
    agencyTypeOf(seat);
    const fields = new Fields();
    const about = fields.oneOf('about', command.about, ['room', 'outcome'] as const) ?? 'room';
    const allowed: readonly string[] = about === 'room' ? ROOM_CHOICES : OUTCOME_CHOICES;
    const choice = fields.oneOf('choice', command.choice, allowed) ?? NOTHING_CHOSEN[about];
    fields.check();
    return this.voice.say(seat, command.key, { kind: 'choice', about, choice, first: NOTHING_CHOSEN[about] });
  }
}
