import { InviteAgencies, OpenRound, PlanRound, today, type RegionId } from '@isonomia/application';
import type { Site } from './site.js';

const DAY_MS = 86_400_000;

export interface RoundPlaces {
  /** Nobody is invited yet. */
  readonly planned: string;
  /** Both agencies of the world take part. */
  readonly open: string;
}

/** A round before it opens, and one that runs. */
export async function roundPlaces({ web, world }: Site): Promise<RoundPlaces> {
  const useCase = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
    web.app.get(type as never, { strict: false });
  const { adam, cora } = world.actors;
  const region = cora.memberships[0]?.regionId as RegionId;
  const day = (days: number): string => today(new Date(Date.now() + days * DAY_MS));
  const plan = (name: string) =>
    useCase(PlanRound).execute(adam, {
      region,
      plan: {
        name,
        instrument: 'geoa-le',
        version: '1.0.0',
        variant: 'full',
        agencyTypes: [],
        countries: [],
        opensOn: day(1),
        closesOn: day(40),
        reference: { from: '2025-01-01', to: '2025-12-31' },
      },
    });
  const { round: planned } = await plan('Round to come');
  const { round: open } = await plan('Round of now');
  const agencies = [world.agency, world.theirs];
  await useCase(InviteAgencies).execute(adam, { round: open, agencies, countries: [] });
  await useCase(OpenRound).execute(adam, { round: open });
  return { planned, open };
}
