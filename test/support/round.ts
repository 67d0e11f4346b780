import { randomUUID } from 'node:crypto';
import {
  InviteAgencies,
  OpenRound,
  PlanRound,
  today,
  userId,
  type Actor,
  type AgencyId,
  type PlanInput,
  type RegionId,
  type Role,
  type RoundId,
} from '@isonomia/application';
import { person } from './people.js';
import type { Stage } from './stage.js';

const DAY_MS = 86_400_000;

/** ISO day, counted from the day that the stage's clock shows. */
export const dayFromNow = (stage: Stage, days: number): string =>
  today(new Date(stage.played.clock.now().getTime() + days * DAY_MS));

export const planFor = (stage: Stage, different: Partial<PlanInput> = {}): PlanInput => ({
  name: 'Round 2026',
  instrument: 'sample',
  version: '1.0.0',
  variant: 'full',
  agencyTypes: [],
  countries: [],
  opensOn: dayFromNow(stage, 0),
  closesOn: dayFromNow(stage, 60),
  reference: { from: '2025-01-01', to: '2025-12-31' },
  ...different,
});

type Keeper = { readonly keeper?: Actor; readonly plan?: Partial<PlanInput> };

export async function plannedRound(stage: Stage, region: RegionId, given: Keeper = {}): Promise<RoundId> {
  const { keeper = stage.root, plan = {} } = given;
  const { round } = await stage.get(PlanRound).execute(keeper, { region, plan: planFor(stage, plan) });
  return round;
}

/** A round of the region that takes answers. */
export async function openRound(stage: Stage, region: RegionId, given: Keeper = {}): Promise<RoundId> {
  const round = await plannedRound(stage, region, given);
  await stage.get(OpenRound).execute(given.keeper ?? stage.root, { round });
  return round;
}

/** Invites agencies, which then take part. */
export async function takesPart(stage: Stage, round: RoundId, ...agencies: readonly AgencyId[]): Promise<void> {
  await stage.get(InviteAgencies).execute(stage.root, { round, agencies, countries: [] });
}

/** Somebody with an account, whom letters reach; others of the stage have roles alone. */
export async function withAccount(
  stage: Stage,
  name: string,
  role: Role,
  place: { readonly agencyId?: AgencyId; readonly regionId?: RegionId },
): Promise<Actor> {
  const id = randomUUID();
  const sql = `INSERT INTO identity."user" (id, name, email, "emailVerified", language) VALUES ($1, $2, $3, true, 'en')`;
  const somebody = person(name, role, place);
  await stage.rows(sql, [id, somebody.name, `${name}@example.org`]);
  const actor = { ...somebody, userId: userId(id) };
  stage.played.people.add(actor);
  await stage.enrol(actor);
  return actor;
}

/** An assessment of the round in any state, whoever would have had to be asked for it. */
export async function begun(stage: Stage, round: RoundId, by: { agency: AgencyId; lead: Actor }, state = 'draft') {
  const assessment = await stage.assessment(by.lead, by.agency);
  await stage.rows(
    `UPDATE assessment SET round_id = $2, state = $3, submitted_at = CASE $3 WHEN 'draft' THEN NULL ELSE now() END,
      submitted_by = CASE $3 WHEN 'draft' THEN NULL ELSE 'x' END WHERE id = $1`,
    [assessment, round, state],
  );
  return assessment;
}
