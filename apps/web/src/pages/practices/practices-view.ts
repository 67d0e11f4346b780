import type {
  PracticeList,
  PracticeShelved,
  PracticeState,
  PublishedInstrument,
  RegionalPractice,
} from '@isonomia/application';
import { practiceView, type PracticeView } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { choiceField } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

export interface PracticesAsked {
  /** What no list offers is as good as not asked. */
  readonly dimension: string;
  readonly country: string;
  readonly said: 'added' | 'changed' | 'withdrawn' | undefined;
  /** The page's words with those of an instrument. */
  readonly wordsOf: (published: PublishedInstrument) => Words;
}

interface Line extends PracticeView {
  readonly dimensions: readonly string[];
  /** Names of the questions and recommendations it belongs to. */
  readonly belongs: readonly string[];
}

export function listView(words: Words, { shelves, kept, may }: PracticeList, asked: PracticesAsked): object {
  const { t, language } = words;
  const lines = shelves.flatMap((shelf) => linesOf(asked.wordsOf(shelf.published), shelf));
  const countries = [...new Set(lines.map(({ country }) => country))].sort(new Intl.Collator(language).compare);
  const dimensions = shelves.flatMap(({ published }) => dimensionsOf(asked.wordsOf(published), published));
  const country = countries.find((one) => one === asked.country) ?? '';
  const dimension = dimensions.find(({ value }) => value === asked.dimension)?.value ?? '';
  const shown = lines.filter(
    (line) => (country === '' || line.country === country) && (dimension === '' || line.dimensions.includes(dimension)),
  );
  const everything = { value: '', label: t('page.practices.filter.all') };
  return {
    said: asked.said === undefined ? undefined : t(`page.practices.said.${asked.said}`),
    add: may.define ? ROUTES.newPractice : undefined,
    filter: {
      action: ROUTES.practices,
      dimension: choiceField('dimension', t('page.practices.filter.dimension'), [everything, ...dimensions], {
        value: dimension,
      }),
      country: choiceField(
        'country',
        t('page.practices.filter.country'),
        [everything, ...countries.map((one) => ({ value: one, label: one }))],
        { value: country },
      ),
    },
    all: country === '' && dimension === '' ? undefined : ROUTES.practices,
    found: t('page.practices.count', { count: shown.length }),
    practices: shown,
    kept: kept.map((entry) => keptView(words, entry)),
  };
}

function linesOf(words: Words, { published, practices }: PracticeShelved): readonly Line[] {
  const { instrument } = published;
  const name = (key: string, id: string): string => words.find(`${id}.${key}`) ?? id;
  return practices.map((practice) => ({
    ...practiceView({ translator: words, format: words.format }, practice),
    dimensions: practice.dimensions.map((id) => `${instrument.id}:${id}`),
    belongs: [
      ...practice.items.map((id) => name('short', id)),
      ...practice.rules.map((id) => name('title', id)),
      ...(practice.items.length + practice.rules.length === 0
        ? practice.dimensions.map((id) => name('title', id))
        : []),
    ],
  }));
}

const dimensionsOf = (words: Words, { instrument }: PublishedInstrument) =>
  instrument.dimensions.map(({ id }) => ({
    value: `${instrument.id}:${id}`,
    label: words.find(`${id}.title`) ?? String(id),
  }));

const TAGS: Readonly<Record<PracticeState, string>> = {
  draft: 'tag--attention',
  published: 'tag--positive',
  withdrawn: 'tag--plain',
};

function keptView({ t, format }: Words, entry: RegionalPractice): object {
  return {
    title: t('practice.title', { organisation: entry.organisation, country: entry.country }),
    lang: entry.language,
    tag: { class: TAGS[entry.state], label: t(`page.practices.state.${entry.state}`) },
    note: t('page.practices.kept-note', {
      region: entry.region,
      date: format.date(entry.createdAt.toISOString().slice(0, 'yyyy-mm-dd'.length)),
    }),
    edit: href(ROUTES.editPractice, { practice: entry.id }),
    withdraw: entry.state === 'withdrawn' ? undefined : href(ROUTES.withdrawPractice, { practice: entry.id }),
  };
}

/** Asked before an entry is taken back: what follows, in so many words. */
export function withdrawView({ t }: Words, entry: RegionalPractice): object {
  return {
    crumbs: [{ href: ROUTES.practices, label: t('page.practices.title') }],
    title: t('page.practices.withdraw.title'),
    what: t('practice.title', { organisation: entry.organisation, country: entry.country }),
    action: href(ROUTES.withdrawPractice, { practice: entry.id }),
    back: ROUTES.practices,
  };
}
