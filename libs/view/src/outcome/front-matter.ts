import type { Chart } from '../charts/chart.js';

import { approvalWords } from './cover.js';
import { decisionWords } from './evidence-words.js';
import { isSharing, type Reading } from './reading.js';
import type { RecommendationView } from './recommendations.js';
import {
  gaps,
  gates,
  headline,
  profile,
  strengths,
  type GateView,
  type HeadlineView,
  type PointView,
} from './scores.js';

export interface GlanceView {
  readonly headline: HeadlineView;
  /** Share of the cells asked for that were supplied. */
  readonly data: string;
  readonly dataNote: string;
  readonly profile: Chart;
  readonly strengths: readonly PointView[];
  readonly gaps: readonly PointView[];
  readonly openGates: readonly GateView[];
  readonly gateSentence: string;
  readonly priorities: readonly RecommendationView[];
  readonly confidence: readonly string[];
}

export interface MethodView {
  readonly mandate: string;
  readonly who: string;
  readonly paragraphs: readonly string[];
}

const PRIORITIES = 5;
/** The page has to hold it all, whatever is open. */
const GLANCE_ROW = 16;

/** The one page a minister reads. */
export function glance(reading: Reading, printed: readonly RecommendationView[]): GlanceView {
  const all = gates(reading);
  const notMet = all.filter((gate) => gate.state !== 'met');
  const { data } = reading.outcome.result.coverage;
  return {
    headline: headline(reading),
    data: data === undefined ? '–' : reading.format.percent(data / 100),
    dataNote: reading.t(data === undefined ? 'document.glance.data-none' : 'document.glance.data-note'),
    profile: profile(reading, { theme: 'print', prefix: 'glance-', rowHeight: GLANCE_ROW }),
    strengths: strengths(reading),
    gaps: gaps(reading),
    openGates: notMet,
    gateSentence: gateSentence(reading, all.length, notMet.length),
    priorities: printed.slice(0, PRIORITIES),
    confidence: confidence(reading),
  };
}

function gateSentence({ t }: Reading, all: number, notMet: number): string {
  if (all === 0) return t('document.glance.gates-none');
  return notMet === 0
    ? t('document.glance.gates-met', { count: all })
    : t('document.glance.gates-open', { count: notMet });
}

/** How sure we are: what is proven, what was supplied, who answered, and how much the method's choices matter. */
function confidence(reading: Reading): readonly string[] {
  const { outcome, t, format } = reading;
  const { coverage, overall } = outcome.result;
  const { counts } = coverage;
  const share = (value: number): string => format.percent(value / 100);
  const people = outcome.respondents.length;
  return [
    counts.claims === 0
      ? ''
      : t('document.confidence.evidence', {
          share: share(coverage.evidenced),
          proven: counts.proven,
          claims: counts.claims,
        }),
    coverage.data === undefined
      ? ''
      : t('document.confidence.data', { share: share(coverage.data), figures: counts.figures }),
    t('document.confidence.answered', {
      share: share(coverage.answered),
      answered: counts.answered,
      asked: counts.asked,
    }),
    people === 0 ? '' : t('document.confidence.respondents', { count: people }),
    overall.interval === undefined ? '' : t('document.confidence.interval'),
  ].filter((sentence) => sentence !== '');
}

export function method(reading: Reading, brief: boolean): MethodView {
  const { outcome, t, translator } = reading;
  const { agency } = outcome;
  const roles = outcome.respondents.map(({ role, answers }) =>
    t('document.method.role', { role: roleName(reading, role), count: answers }),
  );
  const decided = decisionWords(reading);
  const edition = isSharing(reading) ? 'sharing' : 'internal';
  const keys = brief ? ['what', 'short', edition] : ['what', 'scoring', 'interval', 'missing', 'limits', edition];
  return {
    mandate: [
      t('document.method.mandate', { agency: agency.name }),
      agency.legalFrame === undefined ? '' : t('document.method.legal', { frame: agency.legalFrame }),
      outcome.approval === undefined
        ? t('document.method.not-approved')
        : t('document.method.approved', { by: approvalWords(reading) }),
      brief || decided === '' ? '' : t('document.method.decision', { document: decided }),
    ]
      .filter((part) => part !== '')
      .join(' '),
    who:
      roles.length === 0
        ? t('document.method.who-unknown')
        : t('document.method.who', { roles: reading.format.list(roles) }),
    paragraphs: [...keys.map((key) => methodText(reading, key)), translator.find('instrument.origin') ?? ''].filter(
      (text) => text !== '',
    ),
  };
}

/** What a reviewer accepted and rejected stands where it is said what the scores rest on. */
function methodText({ outcome, t, format }: Reading, key: string): string {
  const { validatedAt, review, agency } = outcome;
  if (key !== 'what' || validatedAt === undefined) return t(`document.method.${key}`);
  return t('document.method.what-validated', {
    date: format.dayOf(validatedAt, agency.timeZone),
    accepted: review.accepted.length,
    rejected: review.rejected.length,
  });
}

export const roleName = ({ translator }: Reading, role: string): string =>
  translator.find(`document.role.${role}`) ?? role;
