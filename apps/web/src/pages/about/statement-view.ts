import type { Words } from '../shell/words.js';

const SECTIONS = {
  accessibility: ['standard', 'status', 'how', 'known', 'tell', 'enforcement', 'prepared'],
  languages: ['how', 'state', 'tell'],
  privacy: ['what', 'who', 'cookies', 'kept', 'shared', 'rights'],
} as const;

export type Statement = keyof typeof SECTIONS;

export interface StatementView {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly title: string; readonly text: string }[];
}

export const statementView = ({ t }: Words, statement: Statement): StatementView => ({
  title: t(`page.help.${statement}.title`),
  lead: t(`page.help.${statement}.lead`),
  sections: SECTIONS[statement].map((section) => ({
    title: t(`page.help.${statement}.${section}.title`),
    text: t(`page.help.${statement}.${section}.text`),
  })),
});
