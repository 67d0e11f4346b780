import type { NamedAgency, NamedView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { agencyType } from '../agency/home-view.js';
import type { Words } from '../shell/words.js';
import { coverageText, crumbsOf, frameOf, GATE_TAG, scoreView } from './named-words.js';

export interface NamedAsked {
  readonly country?: string;
  readonly mayOversee: boolean;
}

/** As many rows as one page can hold; beyond them it is read country by country. */
const MOST = 100;

interface Country {
  readonly id: string;
  readonly name: string;
  readonly agencies: readonly NamedAgency[];
}

/** Agencies side by side by country, in the order of their names: nothing on this page is sorted by a score. */
export function namedView(words: Words, view: NamedView, asked: NamedAsked): object {
  const { t } = words;
  const { reading, agencies } = view;
  const countries = countriesOf(agencies);
  const chosen = countries.find(({ id }) => id === asked.country);
  const first = agencies.length > MOST ? countries.slice(0, 1) : countries;
  const shown = chosen === undefined ? first : [chosen];
  return {
    crumbs: crumbsOf(words, view.round, asked.mayOversee),
    lead: frameOf(words, view),
    who: t(`page.named.who.${reading}`),
    empty: agencies.length === 0 ? t(`page.named.empty.${reading}`) : undefined,
    views: countries.length > 1 ? viewsOf(words, view, { countries, shown }) : [],
    summary: t('page.named.summary', { count: agencies.length, countries: countries.length }),
    dimensions: askedDimensions(view).map((id) => ({
      short: words.find(`${id}.short`) ?? id,
      title: t(`${id}.title`),
    })),
    countries: shown.map((country) => ({
      id: `country-${country.id}`,
      name: country.name,
      table: t('page.named.table', { country: country.name }),
      agencies: country.agencies.map((agency) => lineView(words, view, agency)),
    })),
    levels: ['initial', 'emerging', 'developing', 'advanced', 'leading'].map((level) => ({
      tone: level,
      text: t(`level.${level}.title`),
    })),
  };
}

/** Dimensions of which any agency has a score; the others would be empty columns. */
const askedDimensions = ({ agencies, published }: NamedView): readonly string[] =>
  published.instrument.dimensions
    .map(({ id }) => id)
    .filter((id) => agencies.some(({ result }) => result.dimensions[id]?.evidenced !== undefined));

function countriesOf(agencies: readonly NamedAgency[]): readonly Country[] {
  const countries = new Map<string, NamedAgency[]>();
  for (const agency of agencies)
    countries.set(agency.country.id, [...(countries.get(agency.country.id) ?? []), agency]);
  return [...countries].map(([id, members]) => ({ id, name: members[0]?.country.name ?? id, agencies: members }));
}

function viewsOf(
  { t }: Words,
  { round, agencies }: NamedView,
  { countries, shown }: { readonly countries: readonly Country[]; readonly shown: readonly Country[] },
): readonly object[] {
  const here = { round: round.id };
  const all = { label: t('page.named.all'), href: href(ROUTES.named, here), isCurrent: shown.length > 1 };
  return [
    ...(agencies.length > MOST ? [] : [all]),
    ...countries.map(({ id, name }) => ({
      label: name,
      href: href(ROUTES.named, here, { query: { country: id } }),
      isCurrent: shown.length === 1 && shown[0]?.id === id,
    })),
  ];
}

function lineView(words: Words, view: NamedView, agency: NamedAgency): object {
  const { t } = words;
  const { result } = agency;
  return {
    href: href(ROUTES.namedAgency, { round: view.round.id, agency: agency.id }),
    name: agency.name,
    type: agencyType(words, result.agencyType),
    audience: view.reading === 'coordinator' ? t(`page.named.audience.${agency.audience}`) : '',
    overall: scoreView(words, result.overall),
    scores: askedDimensions(view).map((id) => ({ score: scoreView(words, result.dimensions[id] ?? {}) })),
    gates: gatesView(words, view, agency),
    coverage: coverageText(words, result),
  };
}

function gatesView({ t }: Words, { published }: NamedView, { result }: NamedAgency): readonly object[] {
  return published.instrument.gates.flatMap(({ id }) => {
    const state = result.gates[id];
    if (state === undefined) return [];
    return [{ title: t(`gate.${id}.title`), state: t(`result.gate-state.${state}`), tag: GATE_TAG[state] }];
  });
}
