import type { JoinOffer } from '@isonomia/application';
import { ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import { nameOfLanguage } from '../shell/language-switch.js';
import type { Words } from '../shell/words.js';

interface Typed {
  readonly participant?: string;
  readonly language?: string;
  readonly errors?: FormErrors;
  readonly languages: readonly string[];
}

export function joinView(words: Words, offer: JoinOffer, typed: Typed): object {
  const { t } = words;
  const { errors = [] } = typed;
  const own = offer.seats.find((seat) => seat.own);
  return {
    errors: summaryOf(errors),
    title: offer.title,
    place: offer.place,
    lead: t(own === undefined ? 'page.workshop-join.lead' : 'page.workshop-join.lead-badge'),
    code: offer.code,
    action: ROUTES.join,
    room: ROUTES.room,
    own: own === undefined ? undefined : { id: own.participant, ...seatLine(words, own) },
    takesOver: own?.taken === true,
    seat: field('participant', t('page.workshop-join.seat'), { errors, hint: t('page.workshop-join.seat-hint') }),
    tables: own === undefined ? tablesOf(words, offer, typed.participant) : [],
    language: choiceField(
      'language',
      t('page.workshop-join.language'),
      typed.languages.map((value) => ({ value, label: nameOfLanguage(value) })),
      { value: typed.language ?? words.language, errors },
    ),
  };
}

const FEW = 2;

type OfferedSeat = JoinOffer['seats'][number];

/** Under the name of the agency or organisation that people sit for, as they stand on the list. */
function tablesOf(words: Words, { seats }: JoinOffer, chosen = ''): readonly object[] {
  const tables = new Map<string, OfferedSeat[]>();
  for (const seat of seats) {
    const name = [seat.organisation ?? words.t('page.workshop-join.no-organisation'), seat.country]
      .filter(Boolean)
      .join(', ');
    tables.set(name, [...(tables.get(name) ?? []), seat]);
  }
  const first = seats.find((seat) => !seat.taken)?.participant;
  return [...tables].map(([name, members]) => ({
    name,
    // A list of fifty people is looked through by where they come from.
    open: tables.size <= FEW || members.some(({ participant }) => participant === chosen),
    seats: members.map((seat) => ({
      // The one that an error links to.
      domId: seat.participant === first ? 'participant' : `participant-${seat.participant}`,
      value: seat.participant,
      selected: seat.participant === chosen,
      taken: seat.taken,
      ...seatLine(words, seat),
    })),
  }));
}

const seatLine = ({ t }: Words, seat: OfferedSeat): object => ({
  initials: seat.initials,
  about: [seat.function, seat.taken && !seat.own ? t('page.workshop-join.taken') : undefined]
    .filter(Boolean)
    .join(' · '),
});
