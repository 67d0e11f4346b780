import {
  CLAUSE_ADDRESSEES,
  type Clause,
  type PointForward,
  type PublishedInstrument,
  type TextRoom,
} from '@isonomia/application';
import type { FaultWords } from '../shell/faults.js';
import { choiceField, field, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { languageName } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';

/** A form that could not be saved: what was typed, and why. */
export interface RefusedClause {
  readonly body: FormBody;
  readonly errors: FormErrors;
  /** Somebody saved meanwhile: what stands now. */
  readonly current?: Clause;
}

export interface ClauseFormOf {
  readonly room: TextRoom;
  readonly published: PublishedInstrument | undefined;
  /** Undefined for one that is still to be made. */
  readonly clause?: Clause;
  readonly point?: PointForward;
  readonly refused?: RefusedClause | undefined;
}

const named = (language: string): string => `text-${language}`;
const LONGEST = 2_000;

/** Every language of the workshop has its field. */
export const clauseFields = ({ languages }: TextRoom): readonly string[] => [
  'addressee',
  'dimension',
  'point',
  'revision',
  ...languages.map(named),
];

export function readClauseForm(fields: FormFields, { languages }: TextRoom) {
  const dimension = fields.text('dimension');
  return {
    addressee: fields.text('addressee'),
    texts: Object.fromEntries(languages.map((language) => [language, fields.text(named(language))])),
    ...(dimension !== '' && { dimension }),
  };
}

/** What was typed and refused; else what stands; else what the point says. */
export function clauseForm(words: Words, form: ClauseFormOf) {
  const { t } = words;
  const { room, published, clause, point, refused } = form;
  const errors = refused?.errors ?? [];
  const stands = standsIn(form);
  const typed = refused === undefined ? undefined : new FormFields(refused.body);
  const valueOf = (name: string, otherwise: string): string => typed?.text(name) ?? otherwise;
  const addressees = CLAUSE_ADDRESSEES.map((value) => ({ value, label: t(`workshop.addressee.${value}`) }));
  return {
    addressee: choiceField('addressee', t('page.workshop-text.field.addressee'), addressees, {
      value: valueOf('addressee', stands.addressee),
      errors,
    }),
    texts: room.languages.map((language) => ({
      language,
      field: field(named(language), t('page.workshop-text.field.text', { language: languageName(words, language) }), {
        value: valueOf(named(language), stands.texts[language] ?? ''),
        rows: 4,
        maxlength: LONGEST,
        optional: room.languages.length > 1,
        errors,
      }),
      current: currentIn(words, refused, { language, typed }),
    })),
    dimension: choiceField('dimension', t('page.workshop-text.field.dimension'), subjectsOf(words, published), {
      value: valueOf('dimension', stands.dimension),
      errors,
      optional: true,
    }),
    point: point?.id ?? '',
    revision: shownRevision(clause, refused),
  };
}

/** After a conflict the form names what stands now: whoever saves again has seen it. */
const shownRevision = (clause: Clause | undefined, refused: RefusedClause | undefined): number =>
  (refused?.current ?? clause)?.revision ?? 0;

function subjectsOf({ t, find }: Words, published: PublishedInstrument | undefined) {
  const dimensions = published?.instrument.dimensions.map(({ id }) => id) ?? [];
  return [
    { value: '', label: t('page.workshop-text.no-dimension') },
    ...dimensions.map((value) => ({ value, label: find(`${value}.title`) ?? value })),
  ];
}

/** What somebody else saved in this language, where it differs from what was typed. */
function currentIn(
  { t }: Words,
  refused: RefusedClause | undefined,
  { language, typed }: { readonly language: string; readonly typed: FormFields | undefined },
): { readonly text: string } | undefined {
  if (refused?.current === undefined) return undefined;
  const text = refused.current.texts[language] ?? '';
  if (text === (typed?.text(named(language)) ?? '')) return undefined;
  return { text: text === '' ? t('page.workshop-text.conflict-empty') : text };
}

function standsIn({ room, clause, point }: ClauseFormOf) {
  if (clause !== undefined) {
    return { addressee: clause.addressee as string, texts: clause.texts, dimension: clause.dimension ?? '' };
  }
  const spoken = room.languages.find((language) => language === point?.language) ?? room.languages[0] ?? '';
  return {
    addressee: point?.addressee ?? 'heads',
    texts: (point === undefined ? {} : { [spoken]: point.body }) as Readonly<Record<string, string>>,
    dimension: point?.dimension ?? '',
  };
}

export const clauseFaultWords = (words: Words): FaultWords => ({
  field: (path) => path.replace('texts.', 'text-'),
  label: (path) => {
    const language = path.startsWith('texts.') ? path.slice('texts.'.length) : undefined;
    return language === undefined
      ? words.t(`page.workshop-text.field.${path}`)
      : words.t('page.workshop-text.field.text', { language: languageName(words, language) });
  },
});
