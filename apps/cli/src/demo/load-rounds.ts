import path from 'node:path';
import {
  type Actor,
  type AgencyId,
  type AssessmentId,
  ListRounds,
  Outbox,
  type RegionId,
  type RoundId,
  type UserId,
} from '@isonomia/application';
import type { AnswerFile } from '@isonomia/instrument';
import { PgBossJobQueue } from '@isonomia/jobs';
import { clientConfig } from '@isonomia/persistence';
import type { Installation } from '../installation.js';
import { say } from '../output.js';
import { readJson } from '../read-input.js';
import { known } from './known.js';
import { actorOf, cite, contentsOf, record, submit } from './load-assessment.js';
import { loadPlans } from './load-plans.js';
import { daysFrom, DaysAgo, NoMail } from './past.js';
import type { DemoRegion, DemoRound } from './region.js';
import { roundUseCases } from './round-use-cases.js';

interface Task {
  readonly region: DemoRegion;
  readonly regionId: RegionId;
  readonly agencyOf: (key: string) => AgencyId;
  readonly people: ReadonlyMap<string, UserId>;
}
type UseCases = ReturnType<typeof roundUseCases>;
interface Desk {
  readonly installation: Installation;
  readonly use: UseCases;
  readonly round: RoundId;
  readonly plan: DemoRound;
}

const INSTRUMENT = { instrument: 'geoa-le', version: '1.0.0' } as const;
const ANSWERS = path.join('apps', 'cli', 'src', 'demo', 'answers', 'round-2025');
/** Everything that a demo agency proves in its round it proves by this. */
const ON_FILE = { 'on-file': { title: 'Document on file for 2025', holder: 'Personnel department' } };
/** Between opening a round and handing in, between that and validating. */
const [HANDED_IN_AFTER, VALIDATED_AFTER] = [30, 40];

/** One round that is over, with a release of it, and the one that follows, which has just begun. */
export async function loadRounds(installation: Installation, task: Task): Promise<void> {
  const { database } = installation;
  const jobs = await PgBossJobQueue.open(clientConfig(database.address), (error) => say(error.message));
  try {
    const over = await loadPast(installation, task, jobs);
    const { agencyOf, people, region } = task;
    await loadPlans(installation, { plans: region.plans, round: over, agencyOf, people });
    await loadNext(installation, { ...task, over }, jobs);
  } finally {
    await jobs.close();
  }
}

async function loadPast(installation: Installation, task: Task, jobs: PgBossJobQueue): Promise<RoundId> {
  const plan = task.region.rounds.over;
  const { ports } = installation;
  const coordinator = await actorOf(ports, known(task.people, plan.coordinator, 'person'));
  const reviewer = await actorOf(ports, known(task.people, plan.reviewer, 'person'));
  const opened = useCasesDaysAgo(installation, plan.openedDaysAgo, jobs);
  const found = await roundNamed(installation, coordinator, plan.name);
  if (found?.state === 'closed') return found.id;
  const today = ports.clock.now();
  const { round } =
    found === undefined
      ? await opened.plan.execute(coordinator, {
          region: task.regionId,
          plan: {
            ...INSTRUMENT,
            ...plan,
            countries: [],
            opensOn: dayOf(daysFrom(today, -plan.openedDaysAgo)),
            closesOn: dayOf(daysFrom(today, plan.closesAfterDays - plan.openedDaysAgo)),
          },
        })
      : { round: found.id };
  if (found?.state !== 'open') await opened.open.execute(coordinator, { round });
  const agencies = plan.agencies.map(({ agency }) => task.agencyOf(agency));
  await opened.invite.execute(coordinator, { round, agencies, countries: [] });
  const desk: Desk = { installation, use: opened, round, plan };
  for (const { agency, lead, shares } of plan.agencies) {
    const actor = await actorOf(ports, known(task.people, lead, 'person'));
    const at = { agency: task.agencyOf(agency), round };
    await opened.share.execute(actor, { ...at, choice: shares });
    const id = await handIn(desk, actor, at.agency, agency);
    await validate(desk, reviewer, id, jobs);
  }
  const closing = useCasesDaysAgo(installation, plan.openedDaysAgo - plan.closesAfterDays - 1, jobs);
  await closing.close.execute(coordinator, { round });
  await closing.release.execute(coordinator, { round });
  return round;
}

/** What is told of the past, told by the use cases of today. */
function useCasesDaysAgo({ ports }: Installation, days: number, jobs: PgBossJobQueue): UseCases {
  const clock = new DaysAgo(ports.clock, days);
  return roundUseCases({ ...ports, clock }, new NoMail(ports.mails, jobs, ports.ids), jobs);
}

async function handIn({ installation, use, round, plan }: Desk, lead: Actor, agency: AgencyId, key: string) {
  const { config, ports } = installation;
  const standing = await ports.unitOfWork.run({ actor: lead.userId, agency }, (tx) =>
    ports.rounds.participation(tx, round, agency),
  );
  const id = standing?.assessment ?? (await use.start.execute(lead, { agency, round })).assessment;
  const contents = await contentsOf(ports, lead, id);
  if (contents.assessment.state !== 'draft') return id;
  const answers = path.join(ANSWERS, `${key}.json`);
  const file = (await readJson(path.join(config.root, answers))) as AnswerFile;
  await cite(ports, lead, { contents, assessment: { answers, evidence: ON_FILE }, file });
  await record(ports, lead, id, file);
  const clock = new DaysAgo(ports.clock, plan.openedDaysAgo - HANDED_IN_AFTER);
  const date = dayOf(daysFrom(clock.now(), -1));
  await submit({ ...ports, clock }, lead, id, { approval: { ...plan.approval, date } });
  return id;
}

async function validate({ installation, plan }: Desk, reviewer: Actor, id: AssessmentId, jobs: PgBossJobQueue) {
  const { ports } = installation;
  const use = useCasesDaysAgo(installation, plan.openedDaysAgo - VALIDATED_AFTER, jobs);
  const { assessment } = await contentsOf(ports, reviewer, id);
  if (assessment.state === 'submitted') await use.take.execute(reviewer, { assessment: id });
  if (assessment.state !== 'validated') await use.validate.execute(reviewer, { assessment: id });
}

async function loadNext(
  installation: Installation,
  task: Task & { readonly over: RoundId },
  jobs: PgBossJobQueue,
): Promise<void> {
  const { ports } = installation;
  const { over, next } = task.region.rounds;
  const coordinator = await actorOf(ports, known(task.people, over.coordinator, 'person'));
  const found = await roundNamed(installation, coordinator, next.name);
  const use = roundUseCases(ports, new Outbox(ports.mails, jobs, ports.ids), jobs);
  const today = ports.clock.now();
  const { variant, agencyTypes } = over;
  const { round } =
    found === undefined
      ? await use.plan.execute(coordinator, {
          region: task.regionId,
          plan: {
            ...INSTRUMENT,
            name: next.name,
            variant,
            agencyTypes,
            countries: [],
            opensOn: dayOf(today),
            closesOn: dayOf(daysFrom(today, next.closesInDays)),
            reference: { from: yearOn(over.reference.from), to: yearOn(over.reference.to) },
            stockDate: yearOn(over.stockDate),
            previous: task.over,
          },
        })
      : { round: found.id };
  if (found?.state !== 'open') await use.open.execute(coordinator, { round });
  const agencies = over.agencies.map(({ agency }) => task.agencyOf(agency));
  await use.invite.execute(coordinator, { round, agencies, countries: [] });
}

async function roundNamed({ ports }: Installation, actor: Actor, name: string) {
  const { rounds } = await new ListRounds(ports.unitOfWork, ports.roundReader).execute(actor);
  return rounds.find((one) => one.name === name);
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const yearOn = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
