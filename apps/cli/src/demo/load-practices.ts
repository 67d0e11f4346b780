import { AddPractice, ListPractices, type RegionId, type UserId } from '@isonomia/application';
import type { Installation } from '../installation.js';
import { practiceFiles } from '../content/library.js';
import { known } from './known.js';
import { actorOf } from './load-assessment.js';
import type { DemoRegion } from './region.js';

/** What the coordinator of the demo region has added to the library: invented, and marked so in every word of it. */
export async function loadPractices(
  { config, ports }: Installation,
  task: { readonly region: DemoRegion; readonly regionId: RegionId; readonly people: ReadonlyMap<string, UserId> },
): Promise<void> {
  const { unitOfWork, practices, places, instruments, audit, clock, ids } = ports;
  const { coordinator, entries } = task.region.practices;
  const actor = await actorOf(ports, known(task.people, coordinator, 'person'));
  const list = new ListPractices(unitOfWork, practiceFiles(config), practices, instruments);
  const { kept } = await list.execute(actor);
  const add = new AddPractice(unitOfWork, practices, places, instruments, audit, clock, ids);
  for (const entry of entries) {
    if (kept.some(({ organisation, what }) => organisation === entry.organisation && what === entry.what)) continue;
    await add.execute(actor, { region: task.regionId, entry, publish: true });
  }
}
