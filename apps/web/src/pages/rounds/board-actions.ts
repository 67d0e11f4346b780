import type { BoardView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';

interface Deed {
  /** Under `page.rounds.do`. */
  readonly what: string;
  readonly href: string;
}

/** One thing to do next, by where the round is, and what else may be done. */
export function boardActions(
  view: BoardView,
  waiting: number,
): { readonly primary?: Deed; readonly others: readonly Deed[] } {
  const deeds = DEEDS[view.round.state](view, waiting);
  const [first, ...others] = deeds;
  return { primary: first, others } as { readonly primary?: Deed; readonly others: readonly Deed[] };
}

type Deeds = (view: BoardView, waiting: number) => readonly Deed[];

const some = (allowed: boolean, ...deeds: readonly Deed[]): readonly Deed[] => (allowed ? deeds : []);

const DEEDS: Readonly<Record<BoardView['round']['state'], Deeds>> = {
  planned: ({ round, may, totals }) => {
    const at = { round: round.id };
    const invite = some(may.invite, {
      what: totals.length === 0 ? 'invite' : 'invite-more',
      href: href(ROUTES.inviteToRound, at),
    });
    const open = some(may.define, { what: 'open', href: href(ROUTES.openRound, at) });
    const edit = some(may.define, { what: 'edit', href: href(ROUTES.editRound, at) });
    return totals.length === 0 ? [...invite, ...open, ...edit] : [...open, ...invite, ...edit];
  },
  open: ({ round, may, totals }, waiting) => {
    const at = { round: round.id };
    const invite = { what: totals.length === 0 ? 'invite' : 'invite-more', href: href(ROUTES.inviteToRound, at) };
    return [
      ...some(may.invite && waiting > 0, { what: 'remind', href: href(ROUTES.remindInRound, at) }),
      ...some(may.invite, invite),
      ...some(
        may.close,
        { what: 'extend', href: href(ROUTES.extendRound, at) },
        { what: 'close', href: href(ROUTES.closeRound, at) },
      ),
    ];
  },
  closed: ({ round, may }) => some(may.close, { what: 'reopen', href: href(ROUTES.extendRound, { round: round.id }) }),
};
