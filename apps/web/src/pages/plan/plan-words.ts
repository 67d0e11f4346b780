import {
  isTaskOverdue,
  type PlanTask,
  type PublishedInstrument,
  type TaskEvidence,
  type TaskState,
  type UserId,
} from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import type { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';

/** Words of a plan: those of the pages, and for each task those of the instrument that recommended it. */
export class PlanWords {
  private readonly versions: ReadonlyMap<string, Words>;
  private readonly owners: ReadonlyMap<string, string>;

  constructor(
    readonly words: Words,
    instruments: readonly (readonly [PublishedInstrument, Words])[],
    private readonly names: ReadonlyMap<UserId, string>,
    private readonly today: string,
  ) {
    this.versions = new Map(
      instruments.map(([{ instrument }, own]) => [`${instrument.id} ${instrument.version}`, own]),
    );
    this.owners = new Map(
      instruments.flatMap(([{ instrument, rules }]) =>
        rules.map((rule) => [`${instrument.id} ${rule.id}`, rule.owner] as const),
      ),
    );
  }

  static of(
    pages: PageRenderer,
    request: FastifyRequest,
    plan: {
      readonly instruments: readonly PublishedInstrument[];
      readonly names: ReadonlyMap<UserId, string>;
      readonly today: string;
    },
  ): PlanWords {
    const versions = plan.instruments.map((one) => [one, pages.words(request, one)] as const);
    return new PlanWords(pages.words(request), versions, plan.names, plan.today);
  }

  /** What is to be done, in the agency's words or in those of the recommendation. */
  title(task: PlanTask): string {
    return task.what ?? this.find(task, 'title') ?? task.origin?.rule ?? '';
  }

  indicator(task: PlanTask): string | undefined {
    return task.indicator ?? this.find(task, 'indicator');
  }

  action(task: PlanTask): string | undefined {
    return this.find(task, 'action');
  }

  dimension({ origin }: PlanTask): string | undefined {
    return origin?.dimension === undefined ? undefined : this.of(origin)?.find(`${origin.dimension}.title`);
  }

  /** The function in charge; the recommendation's where the agency named none. */
  role(task: PlanTask): string | undefined {
    return task.ownerRole ?? this.typicalRole(task);
  }

  typicalRole({ origin }: PlanTask): string | undefined {
    if (origin === undefined) return undefined;
    const key = this.owners.get(`${origin.instrumentId} ${origin.rule}`);
    return key === undefined ? undefined : this.of(origin)?.find(`owner.${key}`);
  }

  /** Everybody who is named, a person first. */
  owner(task: PlanTask): string | undefined {
    const account = task.ownerId === undefined ? undefined : this.names.get(task.ownerId);
    const parts = [account, task.ownerName, this.role(task)].filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : [...new Set(parts)].join(', ');
  }

  overdue(task: PlanTask): boolean {
    return isTaskOverdue(task, this.today);
  }

  /** The day alone, said to be over where it is. */
  dayInWords(task: PlanTask): string {
    const { t, format } = this.words;
    if (task.due === undefined) return t('plan.no-day');
    const date = format.date(task.due);
    return this.overdue(task) ? t('plan.overdue-since', { date }) : date;
  }

  day({ due }: PlanTask): string {
    const { t, format } = this.words;
    return due === undefined ? t('plan.no-day') : t('plan.due-on', { date: format.date(due) });
  }

  tag(state: TaskState): { readonly class: string; readonly label: string } {
    return { class: STATE_TAG[state], label: this.words.t(`plan.state.${state}`) };
  }

  evidence({ kind, title, number, date, holder, page, restricted }: TaskEvidence): string {
    const { t, format } = this.words;
    const parts = [
      t(`page.assessment.item.kind.${kind}`),
      title,
      number,
      date === undefined ? undefined : format.date(date),
      holder,
      page,
      restricted ? t('page.assessment.item.restricted') : undefined,
    ];
    return parts.filter((part) => part !== undefined).join(' · ');
  }

  private of({ instrumentId, instrumentVersion }: NonNullable<PlanTask['origin']>): Words | undefined {
    return this.versions.get(`${instrumentId} ${instrumentVersion}`);
  }

  private find({ origin }: PlanTask, part: string): string | undefined {
    return origin === undefined ? undefined : this.of(origin)?.find(`${origin.rule}.${part}`);
  }
}

const STATE_TAG: Readonly<Record<TaskState, string>> = {
  'to-do': 'tag--plain',
  'under-way': '',
  done: 'tag--positive',
  dropped: 'tag--plain',
};

/** "3 of 8 done, 1 overdue": what is dropped is not counted. */
export function planSummary(
  { t }: Words,
  tasks: readonly PlanTask[],
  today: string,
): { readonly text: string; readonly done: number; readonly all: number } {
  const all = tasks.filter(({ state }) => state !== 'dropped').length;
  const done = tasks.filter(({ state }) => state === 'done').length;
  const overdue = tasks.filter((task) => isTaskOverdue(task, today)).length;
  return { text: t('plan.summary', { done, all, overdue }), done, all };
}
