import type { RegionalReport, RegionalReportView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { bytes } from '../shell/faults.js';
import type { Words } from '../shell/words.js';
import { RELEASE_FORMATS } from './release-files.js';

const STATE_TAG: Readonly<Record<RegionalReport['state'], string>> = {
  queued: 'tag--plain',
  running: '',
  ready: 'tag--positive',
  failed: 'tag--danger',
};
/** Seconds between two looks, without a script. */
const REFRESH_SECONDS = 2;

export function regionalReportView(words: Words, view: RegionalReportView): object {
  const { t, format } = words;
  const { facts, report, release } = view;
  const values = { region: facts.region, round: facts.round, number: facts.number };
  return {
    title: t('page.report.title'),
    lead: t('page.report.lead', { ...values, date: format.date(facts.publishedOn) }),
    back: href(ROUTES.release, { release }),
    fictional: facts.fictional,
    ...stateOf(words, view),
    ...waitingFor(report),
    action: view.mayRequest ? href(ROUTES.releaseReport, { release }) : undefined,
    button: t(report === undefined ? 'page.report.order' : 'page.documents.retry'),
    ...(report?.state === 'ready' ? ready(words, view, report) : { download: undefined, verify: undefined }),
    facts: factsOf(words, report),
    files: RELEASE_FORMATS.map((name) => ({
      href: href(ROUTES.releaseFile, { release, format: name }),
      label: t(`page.report.file.${name}`),
      about: t(`page.report.file.${name}-about`),
    })),
    sha256: facts.sha256,
  };
}

function waitingFor(report: RegionalReport | undefined) {
  const isWaiting = report?.state === 'queued' || report?.state === 'running';
  return { isWaiting, refresh: isWaiting ? String(REFRESH_SECONDS) : undefined };
}

function ready(words: Words, { release, verifyUrl }: RegionalReportView, { id, size }: RegionalReport) {
  return {
    download: { href: href(ROUTES.releaseReportFile, { release }), size: bytes(words, size ?? 0) },
    verify: { href: href(ROUTES.verifyDocument, { document: id }), address: verifyUrl ?? '' },
  };
}

function stateOf({ t }: Words, { report, late, mayRequest }: RegionalReportView) {
  if (report === undefined) {
    const what = t(mayRequest ? 'page.report.none' : 'page.report.none-yet');
    return { state: t('page.report.state-none'), tag: 'tag--plain', what, late: '', failure: '' };
  }
  if (late)
    return {
      state: t('page.documents.state.late'),
      tag: 'tag--attention',
      what: '',
      late: t('page.documents.what.late'),
    };
  const { state, failure } = report;
  return {
    state: t(`page.documents.state.${state}`),
    tag: STATE_TAG[state],
    what: t(`page.report.what.${state}`),
    late: '',
    failure: failure === undefined ? '' : t(`page.documents.failure.${failure}`),
  };
}

function factsOf({ t }: Words, report: RegionalReport | undefined): readonly { label: string; value: string }[] {
  if (report === undefined) return [];
  return [
    { label: t('page.documents.fact.id'), value: report.id },
    ...(report.sha256 === undefined ? [] : [{ label: t('page.documents.fact.sha256'), value: report.sha256 }]),
  ];
}
