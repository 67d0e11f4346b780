import { ChooseForGroup, MovePoint, SayPoint, type StandingText } from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import type { FaultWords } from '../shell/faults.js';
import { clock } from './group-words.js';
import { RoomForms, type RoomReply, type SentForm } from './room-forms.js';

/** Points of a group, and what it lets be seen. */
@Injectable()
export class PointForms {
  constructor(
    private readonly forms: RoomForms,
    private readonly points: SayPoint,
    private readonly moving: MovePoint,
    private readonly choosing: ChooseForGroup,
  ) {
    this.forms.add('point', { take: (sent) => this.point(sent), faults: wordsOf, conflict: toldBoth });
    this.forms.add('point-moved', { take: (sent) => this.moved(sent), faults: wordsOf });
    this.forms.add('choice', { take: (sent) => this.chosen(sent), faults: wordsOf });
  }

  private async point(sent: SentForm): Promise<RoomReply> {
    const { fields, key, seat } = sent;
    const expected = fields.revision();
    const given = fields.text('id');
    const { revision } = await this.points.execute(seat, {
      // The key of a new one is its id: sent again by another way, it is the same point.
      id: given === '' && expected === 0 ? key : given,
      group: fields.text('group'),
      pointKind: fields.text('pointKind'),
      body: fields.text('body'),
      addressee: fields.text('addressee'),
      dimension: fields.text('dimension'),
      rule: fields.text('rule'),
      expected,
      key,
    });
    return done(sent, expected === 0 ? undefined : revision);
  }

  private async moved(sent: SentForm): Promise<RoomReply> {
    const { fields, key, seat } = sent;
    await this.moving.execute(seat, { id: fields.text('id'), group: fields.text('group'), to: fields.text('to'), key });
    return done(sent);
  }

  private async chosen(sent: SentForm): Promise<RoomReply> {
    const { fields, key, seat } = sent;
    await this.choosing.execute(seat, { about: fields.text('about'), choice: fields.text('choice'), key });
    return done(sent);
  }
}

const done = ({ words }: SentForm, revision?: number): RoomReply => ({
  status: 'done',
  message: words.t('page.workshop-groups.saved'),
  ...(revision !== undefined && { fields: { revision: String(revision) } }),
});

const wordsOf = ({ words: { t } }: SentForm): FaultWords => ({
  field: (path) => path,
  label: (path) => t(`page.workshop-groups.field.${path}`),
});

/** Of a point the two wordings. */
function toldBoth({ words, fields, seat }: SentForm, current: unknown) {
  const { body = '', revision, at } = current as StandingText;
  const time = at === undefined ? '' : clock(words, seat, at);
  return {
    message: words.t('page.workshop-groups.points.conflict', { time }),
    yours: fields.text('body'),
    theirs: body,
    fields: { revision: String(revision) },
  };
}
