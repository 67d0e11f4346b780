import type { SheetView, WorkshopView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { languageName } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';
import { workshopCrumbs } from './workshop-words.js';

export interface SheetsState {
  readonly said?: string;
  readonly errors?: readonly string[];
}

/** Where a group's sheet is fetched and handed in: those who lead the workshop, those who lead the agency, a seat. */
interface SheetAddress {
  readonly file: (language: string) => string;
  readonly upload: string;
}

const leaderAddress = (workshop: string, group: string): SheetAddress => ({
  file: (language) => href(ROUTES.workshopSheetFile, { workshop, group, language, format: 'xlsx' }),
  upload: href(ROUTES.workshopSheet, { workshop, group }),
});

export function sheetsView(words: Words, view: WorkshopView, { said }: SheetsState): object {
  const { t, format } = words;
  const { workshop, groups } = view;
  const when = (at: Date | undefined) =>
    at === undefined ? undefined : format.dayOf(at.toISOString(), workshop.timeZone);
  const shown = groups.filter(({ kind }) => kind === 'agency');
  return {
    crumbs: workshopCrumbs(words, workshop),
    title: t('page.workshop-setup.hub.sheets'),
    said,
    send:
      workshop.state === 'closed' || shown.length === 0
        ? undefined
        : href(ROUTES.sendSheets, { workshop: workshop.id }),
    groups: shown.map((group) => {
      const [sent, returned] = [when(group.sheetSentAt), when(group.sheetReturnedAt)];
      return {
        name: group.name,
        href: href(ROUTES.workshopSheet, { workshop: workshop.id, group: group.id }),
        tag:
          returned !== undefined
            ? { class: 'tag--positive', label: t('page.workshop-setup.sheet.returned', { date: returned }) }
            : {
                class: 'tag--plain',
                label:
                  sent === undefined
                    ? t('page.workshop-setup.sheet.not-sent')
                    : t('page.workshop-setup.sheet.sent', { date: sent }),
              },
      };
    }),
  };
}

export function sheetView(
  words: Words,
  view: SheetView,
  state: SheetsState & { readonly address?: SheetAddress },
): object {
  const { t } = words;
  const { workshop, agency, group } = view;
  const address = state.address ?? leaderAddress(workshop.id, group.id);
  return {
    crumbs: view.leads
      ? workshopCrumbs(words, workshop, [
          { href: href(ROUTES.workshopSheets, { workshop: workshop.id }), label: t('page.workshop-setup.hub.sheets') },
        ])
      : [{ href: href(ROUTES.agency, { agency: agency.id }), label: agency.name }],
    title: t('page.workshop-setup.sheet.file', { agency: agency.name }),
    said: state.said,
    errors: (state.errors ?? []).map((message) => ({ message, href: '#file' })),
    files: workshop.languages.map((language) => ({
      href: address.file(language),
      label: languageName(words, language),
    })),
    upload: workshop.state === 'closed' ? undefined : address.upload,
  };
}
