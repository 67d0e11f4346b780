import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { TaskId, UserId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory, type Colleague } from '../ports/user-directory.js';
import { today } from '../rounds/round-day.js';
import { PlanGate } from './plan-gate.js';
import type { PlanTask, TaskEvent, TaskEvidence } from './plan.js';
import { ownersOf, publishedFor } from './view-plan.js';

export interface TaskView {
  readonly agency: Agency;
  readonly today: string;
  readonly task: PlanTask;
  /** Its words name the recommendation. */
  readonly published?: PublishedInstrument;
  /** Newest first. */
  readonly history: readonly TaskEvent[];
  /** Those that were removed and can be brought back too. */
  readonly evidence: readonly TaskEvidence[];
  readonly names: ReadonlyMap<UserId, string>;
  readonly colleagues: readonly Colleague[];
  /** Bytes of one file of evidence. */
  readonly largestFile: number;
  readonly may: { readonly edit: boolean; readonly report: boolean };
}

@Injectable()
export class ViewTask {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(actor: Actor, command: { readonly task: TaskId }): Promise<TaskView> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await this.gate.task(tx, actor, 'plan.view', command.task);
      const history = await this.plans.history(tx, opened.task.id);
      const evidence = await this.plans.evidence(tx, opened.agency.id, opened.task.id);
      return { ...opened, history: history.toReversed(), evidence };
    });
    const { agency, task, history, evidence, may } = found;
    const people = [...history.flatMap(({ by, body }) => [by, body.ownerId ?? []].flat()), task.ownerId ?? []].flat();
    const [published] = await publishedFor(this.instruments, [task]);
    return {
      agency,
      today: today(this.clock.now()),
      task,
      ...(published !== undefined && { published }),
      history,
      evidence,
      names: await this.directory.namesOf([...new Set(people)]),
      colleagues: may.edit ? await ownersOf(this.directory, agency.id) : [],
      largestFile: this.installation.evidenceFile,
      may,
    };
  }
}
