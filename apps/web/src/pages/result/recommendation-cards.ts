import type { ResultView } from '@isonomia/application';
import { recommendationViews, type Reading, type RecommendationView } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { field, type Field, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

const DECISIONS = ['accepted', 'adapted', 'declined'] as const;
type DecisionKind = (typeof DECISIONS)[number];

export interface DecisionForm {
  readonly rule: string;
  readonly decision: string;
  readonly reason: string;
  readonly adapted: string;
  readonly owner: string;
  readonly due: string;
}

/** A decision that could not be saved, with what was typed and what is wrong with it. */
export interface RefusedDecision {
  readonly form: DecisionForm;
  readonly errors: FormErrors;
}

/** What was just done to a recommendation, as the address says it: shown beside it, and focused. */
export interface Done {
  readonly rule: string;
  readonly what: 'saved' | 'undone';
}

export function doneOf({ saved, undone }: Readonly<Record<string, unknown>>): { readonly done?: Done } {
  if (typeof saved === 'string') return { done: { rule: saved, what: 'saved' } };
  return typeof undone === 'string' ? { done: { rule: undone, what: 'undone' } } : {};
}

export interface CardsOf {
  readonly result: ResultView;
  readonly reading: Reading;
  /** The page to come back to. */
  readonly from: 'result' | 'recommendations';
  readonly done?: Done;
  readonly refused?: RefusedDecision;
}

export function recommendationCards(words: Words, page: CardsOf): readonly object[] {
  return recommendationViews(page.reading, page.result.decisions).map((view) => cardOf(words, page, view));
}

function cardOf(words: Words, page: CardsOf, view: RecommendationView): object {
  const { t } = words;
  const { assessment, decisions, may } = page.result;
  const refused = page.refused?.form.rule === view.id ? page.refused : undefined;
  const stored = decisions.find(({ rule }) => rule === view.id);
  const here = { assessment: assessment.id, rule: view.id };
  const task = page.result.planned.find(({ rule }) => rule === view.id)?.task;
  return {
    ...view,
    anchor: `rec-${view.id}`,
    facts: [view.horizon, t('page.result.rec.effort', { effort: view.effort }), view.owner].join(' · '),
    isDecided: stored !== undefined,
    tag: DECISION_TAG[view.decision.state],
    saved: page.done?.rule === view.id ? t(`page.result.decision.${page.done.what}`) : '',
    mayDecide: may.decide,
    decide: href(ROUTES.decide, here),
    takeBack: href(ROUTES.takeBack, here),
    task: task === undefined ? undefined : href(ROUTES.task, { task }),
    from: page.from,
    revision: String(stored?.revision ?? 0),
    isOpen: refused !== undefined,
    forms: may.decide ? formsOf(words, view, refused) : undefined,
    more: href(
      ROUTES.recommendations,
      { assessment: assessment.id },
      { query: { open: view.id }, fragment: `rec-${view.id}` },
    ),
  };
}

const DECISION_TAG: Readonly<Record<DecisionKind | 'open', string>> = {
  open: 'tag--plain',
  accepted: 'tag--positive',
  adapted: '',
  declined: 'tag--attention',
};

interface DecisionFields {
  readonly choices: readonly { readonly value: DecisionKind; readonly label: string; readonly selected: boolean }[];
  readonly name: string;
  readonly error: string | undefined;
  readonly reason: Field;
  readonly adapted: Field;
  readonly owner: Field;
  readonly due: Field;
}

/** One form holds all three decisions, so that changing one's mind loses no word. */
function formsOf({ t }: Words, view: RecommendationView, refused: RefusedDecision | undefined): DecisionFields {
  const { decision } = view;
  const typed = refused?.form ?? {
    decision: decision.state === 'open' ? 'accepted' : decision.state,
    reason: decision.reason,
    adapted: decision.adapted,
    owner: decision.owner,
    due: decision.dueDate,
  };
  const errors = refused?.errors ?? [];
  const id = (name: string): string => `rec-${view.id}-${name}`;
  const text = (name: string, value: string, options: object = {}): Field =>
    field(name, t(`page.result.decision.${name}`), { id: id(name), value, errors, optional: true, ...options });
  return {
    choices: DECISIONS.map((value) => ({
      value,
      label: t(`page.result.decision.as.${value}`),
      selected: typed.decision === value,
    })),
    name: id('decision'),
    error: errors.find((one) => one.field === 'decision')?.message,
    adapted: text('adapted', typed.adapted, { rows: 3, hint: t('page.result.decision.adapted-hint'), optional: false }),
    reason: text('reason', typed.reason, { rows: 2, hint: t('page.result.decision.reason-hint') }),
    owner: text('owner', typed.owner, { width: 'width-short' }),
    due: text('due', typed.due, { type: 'date', width: 'width-date' }),
  };
}
