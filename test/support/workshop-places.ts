import { randomUUID } from 'node:crypto';
import { HoldSeat, SayAgreement, SayAnswer, SayConsensus, SayPoint, type RegionId } from '@isonomia/application';
import type { Site } from './site.js';
import { CORE, workshopCast, type Seated } from './workshop.js';

/** A workshop of a region with something said in it, as its pages are asked for. */
export interface WorkshopPlaces {
  readonly workshop: string;
  /** Of an agency, of whose people one sits with this secret on their phone. */
  readonly group: string;
  readonly secret: string;
  /** Answered, held together, and seen otherwise by one of the group. */
  readonly question: string;
  readonly point: string;
}

export async function workshopPlaces({ web }: Site, region: RegionId): Promise<WorkshopPlaces> {
  const cast = await workshopCast(web.database, { region, instrument: CORE });
  const [{ group, people }] = cast.agencies;
  const [ana, ben] = people;
  const of = <Case>(useCase: abstract new (...given: never[]) => Case): Case =>
    web.app.get<Case>(useCase, { strict: false });
  const seat = ({ secret }: Seated) => of(HoldSeat).execute({ secret });
  const [first, second] = [await seat(ana), await seat(ben)];
  const question = 'GOV1';
  const answer = { value: { level: 2 } };
  await of(SayAnswer).execute(first, { question, answer, note: 'Signed in May' });
  await of(SayAnswer).execute(second, { question, answer: { value: { level: 3 } } });
  const { revision } = await of(SayConsensus).execute(first, { question, answer, note: 'Not known everywhere' });
  const view = 'It is known in every unit.';
  await of(SayAgreement).execute(second, { question, agrees: false, view, expected: revision });
  const weak = { question: 'WLB5', answer: { value: { level: 0 } } };
  await of(SayAnswer).execute(first, weak);
  await of(SayConsensus).execute(first, weak);
  const point = randomUUID();
  const written = { pointKind: 'proposal', addressee: 'hr', dimension: 'D4', expected: 0 };
  await of(SayPoint).execute(first, { ...written, id: point, group: 'agency', body: 'Count applicants by sex.' });
  return { workshop: cast.workshop, group, secret: ana.secret, question, point };
}
