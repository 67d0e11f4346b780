import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId, TaskId, UserId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory, type Colleague } from '../ports/user-directory.js';
import { today } from '../rounds/round-day.js';
import { mayOn, PlanGate } from './plan-gate.js';
import type { Adoption, PlanTask, TaskEvidence } from './plan.js';

export interface PlanLine {
  readonly task: PlanTask;
  readonly may: { readonly edit: boolean; readonly report: boolean };
  readonly evidence: readonly TaskEvidence[];
}

export interface PlanView {
  readonly agency: Agency;
  readonly today: string;
  /** By due date, those without one last. */
  readonly lines: readonly PlanLine[];
  /** Versions whose words name the recommendations: newest agency's first. */
  readonly instruments: readonly PublishedInstrument[];
  /** Of people in charge, by account. */
  readonly names: ReadonlyMap<UserId, string>;
  /** Who may be put in charge by account; for whoever edits. */
  readonly colleagues: readonly Colleague[];
  /** Newest first. */
  readonly adoptions: readonly Adoption[];
  /** Accepted recommendations that have no task. */
  readonly waiting: number;
  /** Those that a follow-up document can be worded in. */
  readonly languages: readonly string[];
  readonly may: { readonly edit: boolean };
}

/** The action plan of an agency. */
@Injectable()
export class ViewPlan {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<PlanView> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.gate.agency(tx, actor, 'plan.view', command.agency);
      const edit = mayAtAgency(actor, 'plan.edit', { agencyId: agency.id, regionId: agency.regionId });
      const tasks = await this.plans.ofAgency(tx, agency.id);
      const evidence = await this.plans.evidence(tx, agency.id);
      const adoptions = await this.plans.adoptions(tx, agency.id);
      const without = edit ? await this.plans.waiting(tx, agency.id) : [];
      const waiting = without.reduce((count, { rules }) => count + rules.length, 0);
      return { agency, edit, tasks, evidence, adoptions, waiting };
    });
    const { agency, edit, tasks, adoptions, waiting } = found;
    const standing = byTask(found.evidence.filter(({ removedAt }) => removedAt === undefined));
    const owners = tasks.flatMap(({ ownerId }) => ownerId ?? []);
    const instruments = await publishedFor(this.instruments, tasks);
    return {
      agency,
      today: today(this.clock.now()),
      lines: tasks.map((task) => {
        const { edit: edits, report } = mayOn(actor, agency, task);
        return { task, may: { edit: edits, report }, evidence: standing.get(task.id) ?? [] };
      }),
      instruments,
      languages: [...new Set(instruments.flatMap(({ texts }) => Object.keys(texts)))],
      names: await this.directory.namesOf([...new Set(owners)]),
      colleagues: edit ? await ownersOf(this.directory, agency.id) : [],
      adoptions,
      waiting,
      may: { edit },
    };
  }
}

/** People who work there, and could be in charge. */
export const ownersOf = async (directory: UserDirectory, agency: AgencyId): Promise<readonly Colleague[]> =>
  (await directory.colleagues(agency)).filter(({ roles }) => roles.includes('lead') || roles.includes('contributor'));

export async function publishedFor(
  library: InstrumentLibrary,
  tasks: readonly PlanTask[],
): Promise<readonly PublishedInstrument[]> {
  const versions = new Map(
    tasks.flatMap(({ origin }) =>
      origin === undefined ? [] : [[`${origin.instrumentId} ${origin.instrumentVersion}`, origin] as const],
    ),
  );
  const found: PublishedInstrument[] = [];
  for (const { instrumentId, instrumentVersion } of versions.values()) {
    const published = await library.find(instrumentId, instrumentVersion);
    if (published !== undefined) found.push(published);
  }
  return found;
}

function byTask(evidence: readonly TaskEvidence[]): ReadonlyMap<TaskId, readonly TaskEvidence[]> {
  const sorted = new Map<TaskId, TaskEvidence[]>();
  for (const one of evidence) sorted.set(one.task, [...(sorted.get(one.task) ?? []), one]);
  return sorted;
}
