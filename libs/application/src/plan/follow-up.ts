import type { AgencyId, UserId } from '../ids.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import { isOverdue, type PlanTask, type TaskBody, type TaskEvent, type TaskEvidence, type TaskState } from './plan.js';

/** What was promised at first, or is promised now. Left out: as the recommendation says, or never said. */
export interface PromisedWords {
  readonly what?: string;
  readonly ownerRole?: string;
  /** Stays inside: a name as typed, or of the account in charge. */
  readonly ownerName?: string;
  /** ISO date. */
  readonly due?: string;
  readonly indicator?: string;
  readonly target?: string;
}

export interface FollowUpTask {
  readonly rule?: string;
  readonly dimension?: string;
  /** Key of the typical owner of the recommendation. */
  readonly typicalOwner?: string;
  /** ISO date on which it entered the plan. */
  readonly since: string;
  readonly promised: PromisedWords;
  readonly now: PromisedWords & {
    readonly state: TaskState;
    readonly overdue: boolean;
    readonly withdrawn: boolean;
    readonly reason?: string;
    readonly measured?: string;
    /** ISO date on which it was done or dropped. */
    readonly endedOn?: string;
    readonly note?: string;
  };
  readonly evidence: readonly Pick<TaskEvidence, 'kind' | 'title' | 'number' | 'date' | 'holder' | 'page'>[];
}

/** A dimension then and now, over what both questionnaires ask; without scores where they are not shown. */
export interface DimensionThenNow {
  readonly dimension: string;
  readonly before?: number;
  readonly after?: number;
}

/** What a follow-up document prints: a plan as it was on one day. Plain JSON, never changed. */
export interface FollowUp {
  readonly format: 'isonomia.follow-up/1';
  /** ISO dates. */
  readonly takenOn: string;
  readonly adoptedOn: string;
  readonly agency: {
    readonly id: AgencyId;
    readonly name: string;
    readonly marking?: string;
    readonly fictional: boolean;
  };
  readonly assessment: { readonly title: string; readonly reference: { readonly from: string; readonly to: string } };
  readonly instrument: { readonly id: string; readonly version: string };
  readonly tasks: readonly FollowUpTask[];
  /** A later validated assessment, where there is one. */
  readonly later?: {
    readonly title: string;
    readonly reference: { readonly from: string; readonly to: string };
    readonly items: number;
    readonly dimensions: readonly DimensionThenNow[];
  };
  /** Language → the words of recommendations, owners and dimensions that the tasks name. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const FIRST_SAID = ['what', 'ownerRole', 'ownerName', 'due', 'indicator', 'target'] as const;

/** Each as it was first said: a day that was moved later stays the day that was promised. */
function promised(history: readonly TaskEvent[], names: ReadonlyMap<UserId, string>): PromisedWords {
  const said: Partial<Record<(typeof FIRST_SAID)[number], string>> = {};
  for (const { body } of history) {
    const words = wordsOf(body, names);
    for (const key of FIRST_SAID) {
      const value = words[key];
      if (said[key] === undefined && value !== undefined) said[key] = value;
    }
  }
  return said;
}

function wordsOf(body: TaskBody, names: ReadonlyMap<UserId, string>): PromisedWords {
  const account = body.ownerId === undefined ? undefined : names.get(body.ownerId);
  const ownerName = body.ownerName ?? account;
  const { what, ownerRole, due, indicator, target } = body;
  const all = { what, ownerRole, ownerName, due, indicator, target };
  return given(all);
}

/** The domain knows no key without a value. */
const given = <Key extends string>(
  values: Readonly<Record<Key, string | undefined>>,
): { readonly [name in Key]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [name in Key]?: string;
  };

export interface TaskToFollow {
  readonly task: PlanTask;
  readonly history: readonly TaskEvent[];
  readonly evidence: readonly TaskEvidence[];
}

export function followUpTask(
  { task, history, evidence }: TaskToFollow,
  {
    names,
    today,
    owners,
  }: {
    readonly names: ReadonlyMap<UserId, string>;
    readonly today: string;
    readonly owners: ReadonlyMap<string, string>;
  },
): FollowUpTask {
  const { origin, state, withdrawn } = task;
  const said = {
    reason: task.reason,
    measured: task.measured,
    endedOn: endOf(task, history),
    note: history.findLast((event) => event.kind === 'reported' && event.note !== undefined)?.note,
  };
  const of = {
    rule: origin?.rule,
    dimension: origin?.dimension,
    typicalOwner: origin === undefined ? undefined : owners.get(origin.rule),
  };
  return {
    ...given(of),
    since: isoDay(task.createdAt),
    promised: promised(history, names),
    now: { ...wordsOf(task, names), ...given(said), state, withdrawn, overdue: isOverdue(task, today) },
    evidence: evidence.map(({ kind, title, number, date, holder, page }) => ({
      kind,
      title,
      ...given({ number, date, holder, page }),
    })),
  };
}

/** The day of the event since which it has been done or dropped. */
function endOf({ state }: PlanTask, history: readonly TaskEvent[]): string | undefined {
  if (state !== 'done' && state !== 'dropped') return undefined;
  const since = history.findLastIndex(({ body }) => body.state !== state) + 1;
  const event = history[since];
  return event === undefined ? undefined : isoDay(event.at);
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10);

/** The few words of an instrument that these tasks need, in every language that it has. */
export function textsFor(
  instruments: readonly PublishedInstrument[],
  tasks: readonly FollowUpTask[],
  dimensions: readonly string[],
): FollowUp['texts'] {
  const keys = new Set([
    ...tasks.flatMap(({ rule }) => (rule === undefined ? [] : [`${rule}.title`, `${rule}.indicator`])),
    ...tasks.flatMap(({ typicalOwner }) => (typicalOwner === undefined ? [] : [`owner.${typicalOwner}`])),
    ...[...dimensions, ...tasks.flatMap(({ dimension }) => dimension ?? [])].map((id) => `${id}.title`),
  ]);
  const languages = new Set(instruments.flatMap(({ texts }) => Object.keys(texts)));
  // The first version that has a word says it: instruments come with the newest first.
  const wordIn = (language: string, key: string): string | undefined =>
    instruments.map(({ texts }) => texts[language]?.[key]).find((word) => word !== undefined);
  return Object.fromEntries(
    [...languages].map((language) => [
      language,
      Object.fromEntries(
        [...keys].flatMap((key) => {
          const word = wordIn(language, key);
          return word === undefined ? [] : [[key, word]];
        }),
      ),
    ]),
  );
}
