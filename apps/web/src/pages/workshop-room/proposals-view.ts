import type { ClauseAddressee, GroupResult, GroupView, Seat } from '@isonomia/application';
import { findItem } from '@isonomia/instrument';
import { practiceView } from '@isonomia/view';
import { ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

/** Whom a recommendation of the library speaks to, by who usually carries it out; all others command units. */
const SPOKEN_TO: Readonly<Record<string, ClauseAddressee>> = {
  head: 'heads',
  board: 'heads',
  ministry: 'ministries',
  hr: 'hr',
  'hr-data': 'hr',
  academy: 'hr',
  safety: 'hr',
  partnerships: 'organisations',
  international: 'organisations',
};
/** A person reads ten, not forty. */
const SHOWN = 10;
/** A point is short; the whole action stands in the library. */
const LONGEST = 1000;

/** What the library proposes where the group's own answers are weak, each ready to be taken over. */
export function proposalsView(words: Words, seat: Seat, view: GroupView & { readonly result: GroupResult }): object {
  const { t } = words;
  const { result, published, work } = view;
  const isOpen = seat.state === 'open';
  return {
    lead: t('page.workshop-groups.proposals.lead'),
    back: ROUTES.roomPoints,
    here: ROUTES.roomProposals,
    action: ROUTES.roomPoints,
    proposals: result.recommendations.slice(0, SHOWN).map(({ rule, owner, rankedBy }) => {
      const dimension = findItem(published.instrument, rankedBy)?.dimension ?? '';
      return {
        rule,
        title: t(`${rule}.title`),
        text: t(`${rule}.action`),
        about: [t(`owner.${owner}`), ...(dimension === '' ? [] : [t(`${dimension}.title`)])].join(' · '),
        body: t(`${rule}.title`).slice(0, LONGEST),
        addressee: SPOKEN_TO[owner] ?? 'commanders',
        dimension,
        isTaken: work.points.some((point) => point.rule === rule),
        isOpen,
        practices: view.practices
          .filter(({ rules }) => rules.includes(rule))
          .map((practice) => practiceView(words, practice)),
      };
    }),
  };
}
