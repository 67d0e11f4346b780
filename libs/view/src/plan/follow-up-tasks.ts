import type { FollowUp, FollowUpTask, PromisedWords } from '@isonomia/application';
import type { Edition } from '@isonomia/outcome';
import type { Voice } from '../document/view.js';

export interface SaidView {
  readonly label: string;
  readonly value: string;
}

/** A task as the document sets it: what was promised, what is there, and what lies between them. */
export interface FollowUpRow {
  readonly title: string;
  readonly state: string;
  readonly promised: readonly SaidView[];
  readonly delivered: readonly SaidView[];
  readonly differences: readonly string[];
}

export interface NextStep {
  readonly title: string;
  readonly owner: string;
  readonly due: string;
}

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** One task in one language and one edition. Names and evidence stay inside; what is told outside is the function. */
export class TaskWords {
  constructor(
    private readonly voice: Voice,
    private readonly followUp: FollowUp,
    private readonly edition: Edition,
  ) {}

  row(task: FollowUpTask): FollowUpRow {
    const { t } = this.voice.translator;
    return {
      title: this.title(task),
      state: t(`plan.state.${task.now.state}`),
      promised: this.promised(task),
      delivered: this.delivered(task),
      differences: this.differences(task),
    };
  }

  step(task: FollowUpTask): NextStep {
    const { t } = this.voice.translator;
    const { due } = task.now;
    return {
      title: this.title(task),
      owner: this.owner(task, task.now),
      due: due === undefined ? t('plan.no-day') : this.dueWords(task, due),
    };
  }

  title({ rule, now }: FollowUpTask): string {
    return now.what ?? this.voice.translator.find(`${rule ?? ''}.title`) ?? rule ?? '';
  }

  private promised(task: FollowUpTask): readonly SaidView[] {
    const { promised, rule } = task;
    const { translator, format } = this.voice;
    const indicator = promised.indicator ?? (rule === undefined ? undefined : translator.find(`${rule}.indicator`));
    return this.said({
      owner: this.owner(task, promised),
      due: promised.due === undefined ? translator.t('plan.no-day') : format.date(promised.due),
      indicator,
      target: promised.target,
    });
  }

  private delivered(task: FollowUpTask): readonly SaidView[] {
    const { t } = this.voice.translator;
    const { now, evidence } = task;
    const inside = this.edition === 'internal';
    const reason = now.reason ?? (now.withdrawn ? t('plan.withdrawn') : undefined);
    return this.said({
      state: this.stateWords(task),
      measured: now.measured,
      reason: inside && now.state === 'dropped' ? reason : undefined,
      note: inside ? now.note : undefined,
      evidence: !inside ? undefined : evidence.length === 0 ? t('plan.no-evidence') : this.evidence(evidence),
    });
  }

  private said(values: Readonly<Record<string, string | undefined>>): readonly SaidView[] {
    const { t } = this.voice.translator;
    return Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [{ label: t(`plan.field.${key}`), value }],
    );
  }

  private owner({ typicalOwner }: FollowUpTask, { ownerRole, ownerName }: PromisedWords): string {
    const { translator } = this.voice;
    const role = ownerRole ?? (typicalOwner === undefined ? undefined : translator.find(`owner.${typicalOwner}`));
    const parts = this.edition === 'internal' ? [ownerName, role] : [role];
    const known = parts.filter((part) => part !== undefined);
    return known.length === 0 ? translator.t('plan.no-owner') : known.join(', ');
  }

  private stateWords({ now }: FollowUpTask): string {
    const { translator, format } = this.voice;
    const state = translator.t(`plan.state.${now.state}`);
    return now.endedOn === undefined
      ? state
      : translator.t('plan.state-since', { state, date: format.date(now.endedOn) });
  }

  private dueWords({ now }: FollowUpTask, due: string): string {
    const { translator, format } = this.voice;
    const date = format.date(due);
    return now.overdue ? translator.t('plan.overdue-since', { date }) : date;
  }

  private evidence(evidence: FollowUpTask['evidence']): string {
    const { format } = this.voice;
    return evidence
      .map(({ title, number, date, holder, page }) =>
        [title, number, date === undefined ? undefined : format.date(date), holder, page]
          .filter((part) => part !== undefined)
          .join(', '),
      )
      .join('; ');
  }

  private differences(task: FollowUpTask): readonly string[] {
    const { translator, format } = this.voice;
    const { promised, now } = task;
    const moved =
      promised.due !== undefined && now.due !== undefined && promised.due !== now.due
        ? [translator.t('plan.difference.moved', { from: format.date(promised.due), to: format.date(now.due) })]
        : [];
    return [this.timing(task), ...moved];
  }

  /** Against the day that was promised first, not the one that it was moved to. */
  private timing({ promised, now }: FollowUpTask): string {
    const { t } = this.voice.translator;
    const { due } = promised;
    if (now.state === 'dropped') return t('plan.difference.dropped');
    const done = now.state === 'done';
    if (due === undefined) return t(done ? 'plan.difference.done' : 'plan.difference.no-day');
    const late = daysBetween(due, (done ? now.endedOn : undefined) ?? this.followUp.takenOn);
    if (done) return late > 0 ? t('plan.difference.late', { count: late }) : t('plan.difference.on-time');
    return late > 0 ? t('plan.difference.overdue', { count: late }) : t('plan.difference.not-yet');
  }
}
