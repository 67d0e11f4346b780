import type { RegionalReport, RegionalReportView, ReportKey } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { bytes } from '../shell/faults.js';
import { formChoices, formQuery, formWords } from '../documents/chosen-form.js';
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

/** The anonymous edition is the one without a word in its address. */
export function reportHref(
  { release, edition, form }: ReportKey,
  reader: string,
  route = ROUTES.releaseReport as string,
): string {
  const query = { ...(edition === 'named' && { edition }), ...formQuery(form, reader) };
  return href(route as typeof ROUTES.releaseReport, { release }, { query });
}

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
    form: formChoices(words, { languages: view.languages, typed: view.form }),
    chosen: Object.entries(formQuery(view.form, '')).map(([name, value]) => ({ name, value })),
    shown: t('page.report.shown', { languages: formWords(words, view.form) }),
    look: href(ROUTES.releaseReport, { release }),
    action: view.mayRequest ? href(ROUTES.releaseReport, { release }) : undefined,
    ...editionsOf(words, view),
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

/** Only whoever may name agencies is told that there is another edition. */
function editionsOf({ t, language }: Words, { release, edition, form, nameable }: RegionalReportView) {
  const editions = (['anonymous', 'named'] as const).map((one) => ({
    href: reportHref({ release, edition: one, form }, language),
    label: t(`page.report.edition.${one}`),
    isCurrent: one === edition,
  }));
  const about = edition === 'named' ? t('page.report.named-about', { count: nameable ?? 0 }) : '';
  return { edition, editions: nameable === undefined ? [] : editions, editionAbout: about };
}

function ready(words: Words, { release, edition, form, verifyUrl }: RegionalReportView, { id, size }: RegionalReport) {
  return {
    download: {
      href: reportHref({ release, edition, form }, words.language, ROUTES.releaseReportFile),
      size: bytes(words, size ?? 0),
    },
    verify:
      form.format === 'pdf'
        ? { href: href(ROUTES.verifyDocument, { document: id }), address: verifyUrl ?? '' }
        : undefined,
  };
}

function stateOf({ t }: Words, { report, late, mayRequest, edition }: RegionalReportView) {
  if (report === undefined) {
    const none = mayRequest ? 'page.report.none' : 'page.report.none-yet';
    const what = t(edition === 'named' ? 'page.report.none-named' : none);
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
    what: t(state === 'ready' && edition === 'named' ? 'page.report.what.ready-named' : `page.report.what.${state}`),
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
