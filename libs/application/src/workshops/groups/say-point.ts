import { Injectable } from '@nestjs/common';
import { isUuid, pointId } from '../../ids.js';
import { InstrumentLibrary } from '../../ports/instrument-library.js';
import { Ids } from '../../ports/system.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import type { Seat } from '../seat.js';
import { CLAUSE_ADDRESSEES } from '../workshop.js';
import { instrumentOf } from './asked-of-group.js';
import { GROUP_SIDES, POINT_KINDS, POINT_MOVES, type GroupSide, type PointMove, type Said } from './group-work.js';
import { GroupVoice } from './say-in-group.js';

const LONGEST_POINT = 1000;

export interface SayPointCommand {
  /** Of a new point an id of the phone's making, or none. */
  readonly id?: string;
  readonly group: string;
  readonly pointKind: string;
  readonly body: string;
  /** Empty for none. */
  readonly addressee: string;
  readonly dimension: string;
  readonly rule?: string;
  /** 0 for a new one. */
  readonly expected: number;
  readonly key?: string;
}

/** A strength, a limitation or a proposal, in the group's own words or the library's. */
@Injectable()
export class SayPoint {
  constructor(
    private readonly instruments: InstrumentLibrary,
    private readonly voice: GroupVoice,
    private readonly ids: Ids,
  ) {}

  async execute(seat: Seat, command: SayPointCommand): Promise<Said> {
    const { instrument, rules } = await instrumentOf(this.instruments, seat);
    const fields = new Fields();
    const group = fields.oneOf('group', command.group, GROUP_SIDES) ?? 'agency';
    const kind = fields.oneOf('pointKind', command.pointKind, POINT_KINDS) ?? 'proposal';
    const body = fields.text('body', command.body, LONGEST_POINT);
    const ofList = <Value extends string>(name: 'addressee' | 'dimension' | 'rule', allowed: readonly Value[]) => {
      const given = command[name] ?? '';
      return given === '' ? undefined : fields.oneOf(name, given, allowed);
    };
    const addressee = kind === 'proposal' ? ofList('addressee', CLAUSE_ADDRESSEES) : undefined;
    const dimensions = instrument.dimensions.map(({ id }) => String(id));
    const dimension = ofList('dimension', dimensions);
    const rule = ofList(
      'rule',
      rules.map(({ id }) => id),
    );
    fields.check();
    return this.voice.say(seat, command.key, {
      kind: 'point',
      id: this.idOf(command.id),
      group,
      expected: command.expected,
      point: {
        kind,
        body,
        ...(addressee !== undefined && { addressee }),
        ...(dimension !== undefined && { dimension }),
        ...(rule !== undefined && { rule }),
      },
    });
  }

  private idOf(given: string | undefined) {
    if (given === undefined || given === '') return pointId(this.ids.uuid());
    if (!isUuid(given)) throw new NotFound('point');
    return pointId(given);
  }
}

export interface MovePointCommand {
  readonly id: string;
  readonly group: string;
  readonly to: string;
  readonly key?: string;
}

/** Puts a point before everybody, takes it back into the group, or away. */
@Injectable()
export class MovePoint {
  constructor(private readonly voice: GroupVoice) {}

  async execute(seat: Seat, command: MovePointCommand): Promise<Said> {
    const fields = new Fields();
    const group: GroupSide | undefined = fields.oneOf('group', command.group, GROUP_SIDES);
    const to: PointMove | undefined = fields.oneOf('to', command.to, POINT_MOVES);
    fields.check();
    if (group === undefined || to === undefined || !isUuid(command.id)) throw new NotFound('point');
    return this.voice.say(seat, command.key, { kind: 'point-moved', id: pointId(command.id), group, to });
  }
}
