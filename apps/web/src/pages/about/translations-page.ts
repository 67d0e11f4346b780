import type { PublishedInstrument } from '@isonomia/application';
import type { TableView, TranslationState, TranslationStates } from '@isonomia/view';
import { languageName } from '../shell/language-names.js';
import type { Vocabulary, Words } from '../shell/words.js';
import { statementView, type StatementView } from './statement-view.js';

export interface TranslationsView extends StatementView {
  readonly table: TableView;
}

/** Which texts a machine drafted and which somebody who speaks the language has read. */
export class TranslationsPage {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly states: TranslationStates,
  ) {}

  view(words: Words, offered: readonly PublishedInstrument[]): TranslationsView {
    const { t } = words;
    const columns = (['language', 'texts', 'drafted', 'reviewed'] as const).map((id) => ({
      label: t(`page.help.languages.table.${id}`),
      numeric: id !== 'language',
    }));
    const rows = this.vocabulary.languages.flatMap((language) => {
      const name = languageName(words, language);
      const pages = t('page.help.languages.table.pages', { language: name });
      return [
        rowOf(words, pages, this.states.of(language)),
        ...offered.map((published) => {
          const instrument = this.vocabulary.with(published, words.language).t('instrument.short');
          const label = t('page.help.languages.table.instrument', { language: name, instrument });
          return rowOf(words, label, this.states.ofInstrument(published, language));
        }),
      ];
    });
    const caption = t('page.help.languages.table.caption');
    return { ...statementView(words, 'languages'), table: { caption, columns, rows, notes: [] } };
  }
}

function rowOf({ t, format }: Words, label: string, state: TranslationState): TableView['rows'][number] {
  const count = (value: number) => ({ text: format.count(value), numeric: true });
  const source = { text: t('page.help.languages.table.source'), numeric: true };
  const reviewed = state.state === 'source' ? source : count(state.reviewed);
  return { label, kind: 'row', cells: [count(state.texts), count(state.drafted), reviewed] };
}
