import type { AgencyDocuments } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { bytes } from '../shell/faults.js';
import { languagesOf } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';

const STATE_TAG = { queued: 'tag--plain', running: '', ready: 'tag--positive', failed: 'tag--danger' } as const;

type Kept = AgencyDocuments['assessments'][number]['documents'][number];

/** By assessment, the newest first; of each its documents, the newest first. */
export function agencyDocumentsView(words: Words, { agency, assessments, may }: AgencyDocuments): object {
  const { t, format } = words;
  const here = { agency: agency.id };
  return {
    crumbs: [{ href: href(ROUTES.agency, here), label: agency.name }],
    links: may.giveLinks ? href(ROUTES.agencyLinks, here) : undefined,
    home: href(ROUTES.agency, here),
    assessments: assessments.map(({ assessment, documents }) => ({
      id: `of-${assessment.id}`,
      title: assessment.title,
      href: href(ROUTES.documents, { assessment: assessment.id }),
      note: [
        format.period(assessment.reference.from, assessment.reference.to),
        t(`page.agency.home.state.${assessment.state}`),
        t('page.agency-documents.count', { count: documents.length }),
      ].join(' · '),
      documents: documents.map((kept) => lineView(words, kept, agency.timeZone)),
    })),
  };
}

function lineView(words: Words, { document, size, overdue }: Kept, timeZone: string): object {
  const { t, format } = words;
  const { id, kind, edition, form, state, sha256 } = document;
  const here = { document: id };
  return {
    href: href(ROUTES.document, here),
    title: t(`page.documents.kind.${kind}-${edition}`),
    what: [languagesOf(words, form), t(`page.shared.format-${form.format}`)].join(' · '),
    note: [
      ...(document.kind === 'outcome' ? [t(`page.documents.of-${document.outcomeStatus}`)] : []),
      t('page.documents.asked', { at: format.instant(document.requestedAt.toISOString(), timeZone), id }),
      ...(size === undefined ? [] : [bytes(words, size)]),
    ].join(' · '),
    sha256,
    state: overdue ? t('page.documents.state.late') : t(`page.documents.state.${state}`),
    tag: overdue ? 'tag--attention' : STATE_TAG[state],
    file: state === 'ready' ? href(ROUTES.documentFile, here) : undefined,
    fileLabel: t('page.agency-documents.download-label', { title: t(`page.documents.kind.${kind}-${edition}`), id }),
  };
}
