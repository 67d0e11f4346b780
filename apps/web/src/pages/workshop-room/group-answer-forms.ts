import {
  GroupQuestions,
  InputRefused,
  RevisionConflict,
  SayAgreement,
  SayAnswer,
  SayConsensus,
  ViewGroup,
  type PublishedInstrument,
  type Said,
  type StandingText,
} from '@isonomia/application';
import { parseAnswer, type Answer, type Question } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import { answerErrors } from '../assessment/answer-faults.js';
import { readAnswerForm, type AnswerForm } from '../assessment/answer-form.js';
import { cellNames } from '../assessment/cell-names.js';
import { said } from '../assessment/said.js';
import { decimalMarkIn } from '../assessment/typed-number.js';
import { errorsOf } from '../shell/faults.js';
import { Vocabulary, type Words } from '../shell/words.js';
import { RoomForms, type RoomReply, type SentForm } from './room-forms.js';
import { clock, memberName } from './group-words.js';

interface Asked {
  readonly published: PublishedInstrument;
  readonly question: Question;
  readonly words: Words;
  readonly form: AnswerForm;
}

/** A form about a question, read and judged, and told in the words of its instrument. */
@Injectable()
export class QuestionForms {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly questions: GroupQuestions,
    private readonly view: ViewGroup,
  ) {}

  async asked({ seat, fields, words: { language, format } }: SentForm): Promise<Asked> {
    const { published, question } = await this.questions.find(seat, fields.text('question'));
    const form = readAnswerForm(question, fields, { decimalMark: decimalMarkIn(fields, format.locale) });
    return { published, question, form, words: this.vocabulary.with(published, language) };
  }

  async told(sent: SentForm, asked: Asked, say: () => Promise<Said>): Promise<RoomReply> {
    const { words } = asked;
    try {
      const { revision, at } = await say();
      const message = words.t('page.workshop-groups.saved-at', { time: clock(words, sent.seat, at) });
      return { status: 'done', message, fields: { revision: String(revision) } };
    } catch (problem) {
      if (problem instanceof InputRefused) return refused(sent, asked, problem);
      if (problem instanceof RevisionConflict) return this.conflict(sent, asked, problem.current as StandingText);
      throw problem;
    }
  }

  private async conflict(sent: SentForm, asked: Asked, standing: StandingText): Promise<RoomReply> {
    const { words, question } = asked;
    const { work } = await this.view.execute(sent.seat);
    const message = words.t('page.workshop-groups.conflict', {
      name: memberName(words, work, standing.by),
      time: standing.at === undefined ? '' : clock(words, sent.seat, standing.at),
    });
    return {
      status: 'conflict',
      message,
      yours: mine(sent, asked),
      theirs: textOf(words, question, standing.answer, standing.note),
      fields: { revision: String(standing.revision) },
    };
  }
}

/** What can be said to a question from a phone: one's own answer, and the group's. */
@Injectable()
export class AnswerForms {
  constructor(
    private readonly forms: RoomForms,
    private readonly asking: QuestionForms,
    private readonly answers: SayAnswer,
    private readonly consensus: SayConsensus,
  ) {
    this.forms.add('answer', { take: (sent) => this.take(sent, this.answers) });
    this.forms.add('consensus', { take: (sent) => this.take(sent, this.consensus) });
  }

  private async take(sent: SentForm, saying: SayAnswer | SayConsensus): Promise<RoomReply> {
    const asked = await this.asking.asked(sent);
    const { form, question, words } = asked;
    // A form without a choice takes one's own answer back; the group's is changed, not taken away.
    if (form.answer === undefined && (saying === this.consensus || form.revision === 0))
      return nothing(words, question);
    return this.asking.told(sent, asked, () =>
      saying.execute(sent.seat, {
        question: question.id,
        answer: form.answer,
        note: sent.fields.text('note'),
        expected: form.revision,
        key: sent.key,
      }),
    );
  }
}

/** Whether one agrees to what the group holds, and what one holds instead. */
@Injectable()
export class AgreementForms {
  constructor(
    private readonly forms: RoomForms,
    private readonly asking: QuestionForms,
    private readonly agreement: SayAgreement,
  ) {
    this.forms.add('agreement', { take: (sent) => this.take(sent) });
  }

  private async take(sent: SentForm): Promise<RoomReply> {
    const asked = await this.asking.asked(sent);
    const { fields, key, seat } = sent;
    const agrees = fields.text('agrees');
    if (agrees !== 'yes' && agrees !== 'no') {
      const message = asked.words.t('page.workshop-groups.agreement.missing');
      return { status: 'refused', message, faults: [{ field: 'agrees', message }] };
    }
    return this.asking.told(sent, asked, () =>
      this.agreement.execute(seat, {
        question: asked.question.id,
        agrees: agrees === 'yes',
        view: fields.text('view'),
        expected: fields.revision(),
        key,
      }),
    );
  }
}

const textOf = (words: Words, question: Question, answer: Answer | undefined, note: string | undefined): string =>
  [said(words, question, answer), ...(note === undefined || note === '' ? [] : [note])].join('\n');

function mine({ fields }: SentForm, { words, published, question, form }: Asked): string {
  const { t } = words;
  if (fields.text('agrees') === 'yes') return t('page.workshop-groups.agreement.yes');
  if (fields.text('agrees') === 'no') return fields.text('view');
  const parsed = form.answer === undefined ? undefined : parseAnswer(published.instrument, question, form.answer);
  return textOf(words, question, parsed?.ok === true ? parsed.answer : undefined, fields.text('note'));
}

function nothing({ t }: Words, { id }: Question): RoomReply {
  const message = t('page.assessment.question.nothing');
  return { status: 'refused', message, faults: [{ field: id, message }] };
}

function refused({ fields }: SentForm, { words, question, form }: Asked, { faults }: InputRefused): RoomReply {
  const isOfAnswer = (path: string): boolean => path.startsWith('answers.');
  const ofAnswer = faults.filter(({ path }) => isOfAnswer(path));
  const others = faults.filter(({ path }) => !isOfAnswer(path));
  const names = {
    field: (path: string) => path,
    label: (path: string) => words.t(`page.workshop-groups.field.${path}`),
  };
  return {
    status: 'refused',
    message: words.t('page.workshop-room.refused'),
    faults: [
      ...answerErrors(ofAnswer, { words, form, ...cellNames(words, question, fields) }),
      ...errorsOf(words, others, names),
    ],
  };
}
