import {
  ChangeOffer,
  clauseId,
  CommentOnClause,
  HoldPosition,
  KeepCommitment,
  MakeOffer,
  offerId,
  STANCES,
  type Clause,
  type Commitment,
  type Offer,
  type RoomDone,
} from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import type { FaultWords } from '../shell/faults.js';
import type { Words } from '../shell/words.js';
import { TextWords } from '../workshops/text-words.js';
import { RoomForms, type RoomReply, type SentForm } from './room-forms.js';

type Conflict = Omit<RoomReply & { readonly status: 'conflict' }, 'status'>;

const done = ({ t }: Words, fields: Readonly<Record<string, string>> = {}): RoomReply => ({
  status: 'done',
  message: t('page.workshop-room.saved'),
  fields,
});
const revisionOf = ({ revision }: RoomDone): Readonly<Record<string, string>> => ({ revision: String(revision) });

const labelled =
  (place: string) =>
  ({ words }: SentForm): FaultWords => ({
    field: (path) => path,
    label: (path) => words.t(`page.workshop-text.${place}.field.${path}`),
  });

/** What an agency, or the guests, say of a clause. */
@Injectable()
export class ClauseForms {
  constructor(
    forms: RoomForms,
    private readonly commenting: CommentOnClause,
    private readonly holding: HoldPosition,
  ) {
    const faults = labelled('room');
    forms.add('comment', { take: (sent) => this.comment(sent), faults });
    forms.add('position', { take: (sent) => this.position(sent), faults, conflict: positionConflict });
  }

  private async comment({ seat, key, fields, words }: SentForm): Promise<RoomReply> {
    const command = { clause: clauseId(fields.text('clause')), body: fields.text('body'), key };
    await this.commenting.execute(seat, command);
    return done(words);
  }

  private async position({ seat, key, fields, words }: SentForm): Promise<RoomReply> {
    const of = { clause: clauseId(fields.text('clause')), expected: fields.revision(), key };
    const command = { ...of, stance: fields.text('stance'), reason: fields.text('reason') };
    return done(words, revisionOf(await this.holding.execute(seat, command)));
  }
}

/** The words changed: what one wanted to say, beside what it would now be said of. */
function positionConflict({ fields, words, seat }: SentForm, current: unknown): Conflict {
  const clause = current as Clause;
  const { text } = new TextWords(words, {
    room: seat,
    groups: [],
    comments: [],
    positions: [],
  }).text(clause);
  const stance = STANCES.find((one) => one === fields.text('stance')) ?? 'abstains';
  return {
    message: words.t('page.workshop-text.room.changed'),
    yours: [words.t(`page.workshop-text.room.choice.${stance}`), fields.text('reason')].filter(Boolean).join('\n'),
    theirs: text,
    fields: { revision: String(clause.revision) },
  };
}

/** What an agency undertakes. */
@Injectable()
export class CommitmentForms {
  constructor(
    forms: RoomForms,
    private readonly keeping: KeepCommitment,
  ) {
    forms.add('commitment', {
      take: (sent) => this.take(sent),
      faults: labelled('promise'),
      conflict: commitmentConflict,
    });
  }

  private async take({ seat, key, fields, words }: SentForm): Promise<RoomReply> {
    const promise = {
      what: fields.text('what'),
      owner: fields.text('owner'),
      due: fields.text('due'),
      help: fields.text('help'),
    };
    const of = { position: fields.revision('position'), expected: fields.revision(), key };
    return done(words, revisionOf(await this.keeping.execute(seat, { ...of, ...promise })));
  }
}

function commitmentConflict({ fields, words }: SentForm, current: unknown): Conflict {
  const standing = current as Commitment | undefined;
  const lines = (said: Pick<Commitment, 'what' | 'owner' | 'due' | 'help'>): string =>
    [said.what, said.owner, said.due, said.help ?? ''].filter(Boolean).join('\n');
  const [what, owner, due, help] = ['what', 'owner', 'due', 'help'].map((name) => fields.text(name));
  return {
    message: words.t('page.workshop-text.promise.changed'),
    yours: lines({ what: what ?? '', owner: owner ?? '', due: due ?? '', help: help ?? '' }),
    theirs: standing === undefined ? words.t('page.workshop-text.commitments.none') : lines(standing),
    fields: { revision: String(standing?.revision ?? 0) },
  };
}

/** Help that a group gives or seeks, and what became of it. */
@Injectable()
export class OfferForms {
  constructor(
    forms: RoomForms,
    private readonly making: MakeOffer,
    private readonly changing: ChangeOffer,
  ) {
    const faults = labelled('give');
    forms.add('offer', { take: (sent) => this.make(sent), faults });
    forms.add('offer-state', { take: (sent) => this.change(sent), faults, conflict: offerConflict });
  }

  private async make({ seat, key, fields, words }: SentForm): Promise<RoomReply> {
    const [kind, dimension, body] = [fields.text('kind'), fields.text('dimension'), fields.text('body')];
    await this.making.execute(seat, { kind, dimension, body, key });
    return done(words);
  }

  private async change({ seat, key, fields, words }: SentForm): Promise<RoomReply> {
    const of = { offer: offerId(fields.text('offer')), expected: fields.revision(), key };
    return done(words, revisionOf(await this.changing.execute(seat, { ...of, state: fields.text('state') })));
  }
}

function offerConflict({ fields, words: { t } }: SentForm, current: unknown): Conflict {
  const { state, body, revision } = current as Offer;
  const wanted = ['open', 'met', 'withdrawn'].find((one) => one === fields.text('state')) ?? 'open';
  return {
    message: t('page.workshop-text.give.changed'),
    yours: t(`page.workshop-text.offers.state.${wanted}`),
    theirs: [t(`page.workshop-text.offers.state.${state}`), body].join('\n'),
    fields: { revision: String(revision) },
  };
}
