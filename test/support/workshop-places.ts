import { randomUUID } from 'node:crypto';
import {
  AddClause,
  ChangeAgenda,
  CommentOnClause,
  HoldPosition,
  KeepCommitment,
  MakeOffer,
  HoldSeat,
  SayAgreement,
  SayAnswer,
  SayConsensus,
  SayPoint,
  ViewWorkshop,
  type RegionId,
} from '@isonomia/application';
import type { Site } from './site.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from './workshop.js';

/** A workshop of a region with something said in it, as its pages are asked for. */
export interface WorkshopPlaces {
  readonly workshop: string;
  readonly joinCode: string;
  /** Of an agency, of whose people one sits with this secret on their phone. */
  readonly group: string;
  readonly secret: string;
  /** Whose seat that is. */
  readonly participant: string;
  /** A point of the agenda. */
  readonly session: string;
  /** Answered, held together, and seen otherwise by one of the group. */
  readonly question: string;
  readonly point: string;
  /** With a comment and a reservation, in one of the languages of the workshop. */
  readonly clause: string;
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
  const clause = await textOf(of, { cast, seat: first });
  const session = await agendaOf(of, cast);
  const { workshop, joinCode } = cast;
  const { secret, participant } = ana;
  return { workshop, joinCode, group, secret, participant, session, question, point, clause };
}

type Of = <Case>(useCase: abstract new (...given: never[]) => Case) => Case;

/** One point, which is today's. */
async function agendaOf(of: Of, { workshop, facilitator }: WorkshopCast): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const point = { day, starts: '09:00', ends: '10:30', title: 'Agency groups answer', kind: 'answering' };
  await of(ChangeAgenda).execute(facilitator, { workshop, add: [point] });
  const { agenda } = await of(ViewWorkshop).execute(facilitator, { workshop });
  return agenda[0]?.id ?? '';
}

/** A clause that something was said of, and what is promised and offered beside. */
async function textOf(
  of: Of,
  { cast, seat }: { readonly cast: WorkshopCast; readonly seat: Awaited<ReturnType<HoldSeat['execute']>> },
): Promise<string> {
  const words = { addressee: 'hr', texts: { en: 'Human resources count applicants by sex.' }, dimension: 'D4' };
  const { clause } = await of(AddClause).execute(cast.facilitator, { workshop: cast.workshop, ...words });
  await of(CommentOnClause).execute(seat, { clause, body: 'From which year on?' });
  const reservation = { stance: 'reserves', reason: 'Our law has to change first.' };
  await of(HoldPosition).execute(seat, { clause, ...reservation, expected: 1 });
  const due = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const promise = { what: 'Count applicants', owner: 'Head of personnel', help: 'A template', due };
  await of(KeepCommitment).execute(seat, { ...promise, position: 1, expected: 0 });
  await of(MakeOffer).execute(seat, { kind: 'ask', dimension: 'D4', body: 'A template for counting' });
  return clause;
}
