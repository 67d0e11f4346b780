import {
  ChangeAgenda,
  ChangeGroups,
  ImportRoster,
  ListWorkshops,
  MoveWorkshop,
  OwnGroups,
  PlanWorkshop,
  RosterDesk,
  ViewWorkshop,
  type RegionId,
  type UserId,
  type WorkshopId,
} from '@isonomia/application';
import type { Installation } from '../installation.js';
import { known } from './known.js';
import { actorOf } from './load-assessment.js';
import type { DemoRegion } from './region.js';

const DAY_MS = 86_400_000;
const LAST_DAY = 2;
const NOBODY = { organisation: '', country: '', agency: '', email: '' };
const isoDay = (now: Date, later: number): string =>
  new Date(now.getTime() + later * DAY_MS).toISOString().slice(0, 10);

/** A workshop that begins on the day of the load, open to phones: a badge, and one is in the room. */
export async function loadWorkshop(
  { ports }: Installation,
  task: { readonly region: DemoRegion; readonly regionId: RegionId; readonly people: ReadonlyMap<string, UserId> },
): Promise<void> {
  const { unitOfWork, workshops, instruments, places, audit, clock, ids } = ports;
  const { facilitator, plan, guests, agenda, roster } = task.region.workshop;
  const actor = await actorOf(ports, known(task.people, facilitator, 'person'));
  const listed = await new ListWorkshops(unitOfWork, workshops).execute(actor);
  const now = clock.now();
  const there = listed.workshops.find(({ title }) => title === plan.title)?.id;
  const workshop = there ?? (await planned());
  const {
    agenda: kept,
    groups,
    workshop: stands,
  } = await new ViewWorkshop(unitOfWork, workshops).execute(actor, { workshop });
  if (kept.length === 0) {
    const add = agenda.map(({ day, ...session }) => ({ ...session, day: isoDay(new Date(stands.startsOn), day) }));
    await new ChangeAgenda(unitOfWork, workshops, audit, ids).execute(actor, { workshop, add });
  }
  const desk = new RosterDesk(unitOfWork, workshops, places, new OwnGroups(workshops, clock, ids), audit, clock, ids);
  const rows = roster.map((person, at) => ({ ...NOBODY, ...person, line: at + 1 }));
  await new ImportRoster(desk).execute(actor, { workshop, rows, guests });
  if (!groups.some(({ kind }) => kind === 'mixed')) {
    const change = { spread: 2, again: false, names: (position: number) => `Mixed group ${position}` };
    await new ChangeGroups(desk, clock, ids).execute(actor, { workshop, change });
  }
  const moving = new MoveWorkshop(unitOfWork, workshops, audit, clock, ids);
  if (stands.state === 'planned') await moving.execute(actor, { workshop, move: 'open' });
  if (!stands.joining) await moving.execute(actor, { workshop, move: 'admit' });

  async function planned(): Promise<WorkshopId> {
    const days = { startsOn: isoDay(now, 0), endsOn: isoDay(now, LAST_DAY) };
    const command = { region: task.regionId, plan: { ...plan, ...days }, spoken: plan.languages };
    return (await new PlanWorkshop(unitOfWork, workshops, instruments, audit, clock, ids).execute(actor, command))
      .workshop;
  }
}
