import {
  MOST_COMMITMENTS,
  type Offer,
  type RoomCommitments,
  type RoomOffers,
  type SuggestedPair,
} from '@isonomia/application';
import type { Words } from '../shell/words.js';

/** A country each, its agencies with what they undertake; those without a country last. */
export function commitmentsByCountry(words: Words, view: RoomCommitments): readonly object[] {
  const { t, format } = words;
  const countries = [...new Set(view.groups.map(({ country }) => country ?? ''))];
  return countries.map((country, at) => ({
    id: `country-${at + 1}`,
    name: country === '' ? t('page.workshop-text.commitments.no-country') : country,
    agencies: view.groups
      .filter((group) => (group.country ?? '') === country)
      .map(({ id, name }) => ({
        name,
        commitments: view.commitments
          .filter(({ group }) => group === id)
          .map(({ what, owner, due, help }) => ({ what, owner, due: format.date(due), help })),
        kept: t('page.workshop-text.commitments.count', {
          count: view.commitments.filter(({ group }) => group === id).length,
          most: MOST_COMMITMENTS,
        }),
      })),
  }));
}

/** A row for each subject that somebody speaks of: who offers, who asks, and who could help whom. */
export function offerMatrix(words: Words, { published, groups, offers }: RoomOffers) {
  const { t } = words;
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const open = offers.filter(({ state }) => state !== 'withdrawn');
  const subjects: readonly string[] = published?.instrument.dimensions.map(({ id }) => id) ?? [];
  const entry = ({ group, body, state }: Offer): object => ({
    from: names.get(group) ?? '',
    body,
    met: state === 'met' ? t('page.workshop-text.offers.state.met') : undefined,
  });
  const rows = subjects.flatMap((subject) => {
    const here = open.filter(({ dimension }) => dimension === subject);
    if (here.length === 0) return [];
    const of = (kind: Offer['kind']) => here.filter((one) => one.kind === kind);
    return [
      {
        title: words.find(`${subject}.title`) ?? subject,
        offers: of('offer').map(entry),
        asks: of('ask').map(entry),
        pairs: pairsOf(words, { offers: of('offer'), asks: of('ask'), names }),
      },
    ];
  });
  return { rows, total: t('page.workshop-text.offers.count', { count: open.length }) };
}

interface Meeting {
  readonly offers: readonly Offer[];
  readonly asks: readonly Offer[];
  readonly names: ReadonlyMap<string, string>;
}

/** Of what is still open on both sides; nobody helps itself. */
function pairsOf({ t }: Words, { offers, asks, names }: Meeting): readonly string[] {
  const stillOpen = ({ state }: Offer): boolean => state === 'open';
  const pairs = asks.filter(stillOpen).flatMap((ask) =>
    offers
      .filter((offer) => stillOpen(offer) && offer.group !== ask.group)
      .map((offer) =>
        t('page.workshop-text.offers.pair', {
          from: names.get(offer.group) ?? '',
          to: names.get(ask.group) ?? '',
        }),
      ),
  );
  return [...new Set(pairs)];
}

/** With the scores that the groups show in the room. */
export function suggestedPairs(
  { t, find, format }: Words,
  { groups }: Pick<RoomOffers, 'groups'>,
  pairs: readonly SuggestedPair[],
): readonly object[] {
  const nameOf = (id: string): string => groups.find((group) => group.id === id)?.name ?? '';
  return pairs.map(({ dimension, from, high, to, low }) => ({
    subject: find(`${dimension}.title`) ?? dimension,
    pair: t('page.workshop-text.suggested.pair', {
      from: nameOf(from),
      high: format.score(high),
      to: nameOf(to),
      low: format.score(low),
    }),
  }));
}
