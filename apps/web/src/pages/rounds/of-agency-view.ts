import { SHARING_CHOICES, type RoundInvitation, type SharingChoice } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { questionnaireOf, stateTag, whenText } from './round-words.js';

/** What the round is, who sees what, and the agency's own choice about the rest. */
export function ofAgencyView(
  words: Words,
  view: RoundInvitation,
  { said, faults = [] }: { readonly said?: string; readonly faults?: readonly Fault[] },
): object {
  const { t, format } = words;
  const { agency, round, participation } = view;
  const parameters = { agency: agency.id, round: round.id };
  const declined = participation.declinedAt !== undefined;
  const errors = errorsOf(words, faults, { field: (path) => path, label: () => t('page.rounds.sharing.title') });
  return {
    crumbs: [{ href: href(ROUTES.agency, { agency: agency.id }), label: agency.name }],
    errors: summaryOf(errors),
    said: said === undefined ? undefined : t(`page.rounds.said.${said}`),
    name: round.name,
    tag: stateTag(words, round.state),
    lead: t('page.rounds.of-agency.lead', { region: round.regionName, agency: agency.name }),
    facts: factsOf(words, view),
    state: stateOf(view),
    declined: declined ? format.dayOf(participation.declinedAt.toISOString(), agency.timeZone) : undefined,
    releases: declined ? undefined : href(ROUTES.releases, { round: round.id }),
    start: href(ROUTES.startInRound, parameters),
    carried: round.previous !== undefined,
    assessment:
      participation.assessment === undefined
        ? undefined
        : href(ROUTES.assessment, { assessment: participation.assessment }),
    decline: href(ROUTES.declineRound, parameters),
    accept: href(ROUTES.acceptRound, parameters),
    sharing: sharingView(words, view, errors),
    plan: planSharingView(words, view),
  };
}

/** What there is to do, by where the round and the agency are. */
function stateOf({ round, participation }: RoundInvitation): Readonly<Record<string, boolean>> {
  const begun = participation.assessment !== undefined;
  const declined = participation.declinedAt !== undefined;
  const running = round.state !== 'closed';
  return {
    mayStart: round.state === 'open' && !begun && !declined,
    waits: round.state === 'planned' && !declined,
    begun,
    mayDecline: running && !begun && !declined,
    mayAccept: running && declined && !begun,
    missed: !running && !begun && !declined,
  };
}

function factsOf(words: Words, { round, published, organiser }: RoundInvitation): readonly object[] {
  const { t, format } = words;
  const fact = (name: string, value: string) => ({ label: t(`page.rounds.of-agency.${name}`), value });
  return [
    fact(
      'organiser',
      organiser === undefined
        ? round.regionName
        : t('page.rounds.of-agency.organised', { name: organiser, region: round.regionName }),
    ),
    fact('when', whenText(words, round)),
    fact('questionnaire', questionnaireOf(words, published, round.variant)),
    fact('period', format.period(round.reference.from, round.reference.to)),
    fact('stock', round.stockDate === undefined ? t('page.rounds.of-agency.own-stock') : format.date(round.stockDate)),
  ];
}

function sharingView(words: Words, view: RoundInvitation, errors: Parameters<typeof summaryOf>[0]): object {
  const { t, format } = words;
  const { agency, round } = view;
  const choices = SHARING_CHOICES.map((choice) => ({
    value: choice,
    label: t(`page.rounds.sharing.${choice}.name`),
    about: t(`page.rounds.sharing.${choice}.means`),
    note: t(`page.rounds.sharing.${choice}.not`),
  }));
  return {
    action: href(ROUTES.shareInRound, { agency: agency.id, round: round.id }),
    choice: choiceField('choice', t('page.rounds.sharing.question'), choices, { value: view.sharing, errors }),
    none: view.choices.length === 0,
    history: view.choices.map(({ choice, name, at }) => ({
      when: format.instant(at.toISOString(), agency.timeZone),
      what: nameOf(words, choice),
      who: name ?? t('page.rounds.sharing.somebody'),
    })),
  };
}

/** Yes or no, and who said so when. It tells nothing while results stay hidden from coordinators. */
function planSharingView({ t, format }: Words, { agency, round, planSharing, sharing }: RoundInvitation): object {
  const [newest] = planSharing;
  const shown = newest?.shown === true;
  return {
    action: href(ROUTES.sharePlan, { agency: agency.id, round: round.id }),
    field: choiceField(
      'shown',
      t('page.plan.sharing.question'),
      ['no', 'yes'].map((value) => ({
        value,
        label: t(`page.plan.sharing.${value}`),
        about: t(`page.plan.sharing.${value}-means`),
      })),
      { value: shown ? 'yes' : 'no' },
    ),
    idle: shown && sharing !== 'coordinator' && sharing !== 'participants',
    history: planSharing.map(({ shown: choice, name, at }) => ({
      when: format.instant(at.toISOString(), agency.timeZone),
      what: t(`page.plan.sharing.${choice ? 'yes' : 'no'}`),
      who: name ?? t('page.rounds.sharing.somebody'),
    })),
  };
}

const nameOf = ({ t }: Words, choice: SharingChoice): string => t(`page.rounds.sharing.${choice}.name`);
