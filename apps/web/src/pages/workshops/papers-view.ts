import type { WorkshopPaper, WorkshopPapersView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { formChoices, formWords } from '../documents/chosen-form.js';
import { bytes } from '../shell/faults.js';
import type { Words } from '../shell/words.js';

const STATE_TAG: Readonly<Record<WorkshopPaper['state'], string>> = {
  queued: 'tag--plain',
  running: '',
  ready: 'tag--positive',
  failed: 'tag--danger',
};
/** Seconds between two looks. */
const REFRESH_SECONDS = 2;

export type ShownPaper = WorkshopPapersView['papers'][number];

const isWaiting = ({ state }: WorkshopPaper): boolean => state === 'queued' || state === 'running';
/** While something is being made. */
export const refreshFor = (papers: readonly WorkshopPaper[]): string | undefined =>
  papers.some(isWaiting) ? String(REFRESH_SECONDS) : undefined;

/** One paper as a line: in which words, how far, and where its file is once there is one. */
export function paperLine(words: Words, paper: ShownPaper, file: string): object {
  const { t } = words;
  const state = paper.late ? 'late' : paper.state;
  const languages = formWords(words, paper.form);
  return {
    title: languages,
    label: t('page.workshop-papers.download-of', { what: languages }),
    id: paper.id,
    state: t(`page.documents.state.${state}`),
    tag: paper.late ? 'tag--attention' : STATE_TAG[paper.state],
    failure: paper.failure === undefined ? '' : t(`page.documents.failure.${paper.failure}`),
    file: paper.state === 'ready' ? file : undefined,
    size: bytes(words, paper.size ?? 0),
  };
}

export function papersView(words: Words, view: WorkshopPapersView, said: string | undefined): object {
  const { t } = words;
  const { workshop, papers, languages, mayLead } = view;
  const { id } = workshop;
  const fileOf = (paper: WorkshopPaper): string => href(ROUTES.workshopPaperFile, { workshop: id, document: paper.id });
  const form = (prefix: string) => formChoices(words, { languages, typed: {}, prefix });
  return {
    crumbs: [
      { href: ROUTES.workshops, label: t('page.workshop-setup.list.title') },
      { href: href(ROUTES.workshop, { workshop: id }), label: workshop.title },
    ],
    said: said === undefined ? undefined : t(`page.workshop-papers.said.${said}`),
    mayLead,
    ...standing(words, view),
    locked: workshop.clausesLockedAt !== undefined,
    text: href(ROUTES.workshopText, { workshop: id }),
    freeze: href(ROUTES.freezeWorkshop, { workshop: id }),
    order: view.head?.stands === true && mayLead ? href(ROUTES.workshopPapers, { workshop: id }) : undefined,
    form: form(''),
    papers: papers.filter(({ kind }) => kind === 'outcome').map((paper) => paperLine(words, paper, fileOf(paper))),
    refresh: refreshFor(papers),
    orderAll: mayLead ? href(ROUTES.workshopCertificates, { workshop: id }) : undefined,
    certificateForm: form('certificate-'),
    people: peopleOf(words, view, fileOf),
  };
}

/** What is frozen, and what would be now. */
function standing(words: Words, { head, prospect, workshop }: WorkshopPapersView) {
  const { t, format } = words;
  const { figures, named, openClauses, willing, groups } = prospect;
  return {
    frozen:
      head === undefined
        ? undefined
        : t('page.workshop-papers.frozen', {
            number: head.revision,
            at: format.instant(head.frozenAt.toISOString(), workshop.timeZone),
          }),
    takenBack: head?.stands === false,
    would: [
      t('page.workshop-papers.willing', { counted: willing.counted, all: groups, named: willing.named }),
      figures.state === 'shown'
        ? t('page.workshop-papers.figures', { count: figures.n.agencies })
        : t(`workshop-document.no-figures.${figures.reason}`),
      ...(named.state === 'left-out' ? [t('workshop-document.named.left-out')] : []),
      ...(openClauses > 0 ? [t('page.workshop-papers.clauses-open', { count: openClauses })] : []),
    ],
  };
}

function peopleOf(words: Words, { attendees, papers }: WorkshopPapersView, fileOf: (paper: WorkshopPaper) => string) {
  const { t, format } = words;
  return attendees.map(({ participant, facts }) => ({
    name: facts.name,
    from: facts.from,
    days: format.count(facts.days.length),
    certificates: papers
      .filter((paper) => paper.kind === 'certificate' && paper.participant === participant)
      .map((paper) => ({
        ...paperLine(words, paper, fileOf(paper)),
        label: t('page.workshop-papers.certificate-of', { name: facts.name }),
      })),
  }));
}
