import {
  ChangeRound,
  ChooseSharing,
  CloseRound,
  DeclineRound,
  ExtendRound,
  InviteAgencies,
  KeepRounds,
  ListRoundsOfAgency,
  OpenRound,
  PlanRound,
  RemindAgencies,
  ViewRoundInvitation,
  type Actor,
  type AgencyId,
  type RegionId,
  type RoundId,
} from '@isonomia/application';
import { dayFromNow, openRound, planFor, plannedRound, takesPart, withAccount } from './round.js';
import { invitedRound } from './rounds-of-agency.js';
import type { Stage } from './stage.js';

export interface RoundThings {
  /** Open, invited to, and neither begun nor declined. */
  readonly asked: RoundId;
}
interface OfAgency extends RoundThings {
  readonly agency: AgencyId;
}

/** What an agency can say to a round. */
export const ROUND_ATTEMPTS: Readonly<
  Record<string, (stage: Stage, actor: Actor, things: OfAgency) => Promise<unknown>>
> = {
  ListRoundsOfAgency: (stage, actor, { agency }) => stage.get(ListRoundsOfAgency).execute(actor, { agency }),
  ViewRoundInvitation: (stage, actor, { agency, asked: round }) =>
    stage.get(ViewRoundInvitation).execute(actor, { agency, round }),
  ChooseSharing: (stage, actor, { agency, asked: round }) =>
    stage.get(ChooseSharing).execute(actor, { agency, round, choice: 'anonymous' }),
  DeclineRound: (stage, actor, { agency, asked: round }) =>
    stage.get(DeclineRound).execute(actor, { agency, round, declined: true }),
};

export async function arrangeRounds(stage: Stage, agency: AgencyId): Promise<RoundThings> {
  return { asked: await invitedRound(stage, agency, { name: 'Round 2028', year: 2028 }) };
}

type Act = () => Promise<unknown>;
type Prepare = (stage: Stage, things: { readonly agency: AgencyId }) => Promise<Act>;

async function regionOf(stage: Stage, agency: AgencyId): Promise<RegionId> {
  const sql = 'SELECT c.region_id AS id FROM agency g JOIN country c ON c.id = g.country_id WHERE g.id = $1';
  const [row] = await stage.rows<{ id: RegionId }>(sql, [agency]);
  if (row === undefined) throw new Error('The agency is gone.');
  return row.id;
}

const planned = (stage: Stage, region: RegionId): Promise<RoundId> => plannedRound(stage, region);
const opened = (stage: Stage, region: RegionId): Promise<RoundId> => openRound(stage, region);

const onRound =
  (
    arrange: (stage: Stage, region: RegionId, agency: AgencyId) => Promise<RoundId>,
    act: (stage: Stage, round: RoundId, agency: AgencyId) => Promise<unknown>,
  ): Prepare =>
  async (stage, { agency }) => {
    const round = await arrange(stage, await regionOf(stage, agency), agency);
    return () => act(stage, round, agency);
  };

/** What those who keep a round do to it. */
export const ROUND_ACTS: Readonly<Record<string, Prepare>> = {
  PlanRound: async (stage, { agency }) => {
    const region = await regionOf(stage, agency);
    return () => stage.get(PlanRound).execute(stage.root, { region, plan: planFor(stage) });
  },
  ChangeRound: onRound(planned, (stage, round) =>
    stage.get(ChangeRound).execute(stage.root, { round, plan: planFor(stage, { name: 'Other' }), expected: 1 }),
  ),
  InviteAgencies: onRound(planned, (stage, round, agency) =>
    stage.get(InviteAgencies).execute(stage.root, { round, agencies: [agency], countries: [] }),
  ),
  OpenRound: onRound(planned, (stage, round) => stage.get(OpenRound).execute(stage.root, { round })),
  RemindAgencies: onRound(
    async (stage, region, agency) => {
      const round = await openRound(stage, region);
      await withAccount(stage, 'mira', 'lead', { agencyId: agency });
      await takesPart(stage, round, agency);
      return round;
    },
    (stage, round) => stage.get(RemindAgencies).execute(stage.root, { round }),
  ),
  ExtendRound: onRound(opened, (stage, round) =>
    stage.get(ExtendRound).execute(stage.root, { round, closesOn: dayFromNow(stage, 90) }),
  ),
  CloseRound: onRound(opened, (stage, round) => stage.get(CloseRound).execute(stage.root, { round })),
  KeepRounds: onRound(
    async (stage, region) => {
      await stage.rows("UPDATE round SET state = 'closed', closed_at = now() WHERE state <> 'closed'");
      return plannedRound(stage, region);
    },
    (stage) => stage.get(KeepRounds).execute(),
  ),
};

/** Beside the row of the round, one in the audit of each agency. */
export const ROUND_ROWS = {
  InviteAgencies: { rows: 2, why: 'the round, and the agency that was invited' },
  RemindAgencies: { rows: 2, why: 'the round, and the agency that was reminded' },
} as const;

/** Reads that a coordinator makes. */
export const ROUND_READS: Readonly<Record<string, string>> = {
  ListCandidates: 'reads',
  ListDueReminders: 'reads',
  ListRounds: 'reads',
  ViewBoard: 'reads counts',
  ViewPlanOffer: 'reads',
  ViewRound: 'reads',
};
