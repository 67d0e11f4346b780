import type { ShownGroup, Wall } from '@isonomia/application';
import type { Words } from '../shell/words.js';

/** Of the drawing in a cell; its length is the score. */
const BAR = { width: 100, height: 10 } as const;

interface Cell {
  readonly text: string;
  readonly bar: number | undefined;
}

/** What groups claim of themselves, side by side; of groups that show nothing there is nothing here. */
export function profilesView(words: Words, { shown, published }: Wall): object | undefined {
  if (shown.length === 0) return undefined;
  const { t, format, find } = words;
  const score = (value: number | undefined): Cell =>
    value === undefined
      ? { text: t('page.wall.profile.missing'), bar: undefined }
      : { text: format.score(value), bar: Math.round(value) };
  const row = (label: string, of: (one: ShownGroup) => Cell): object => ({ label, cells: shown.map(of) });
  const plain = (text: string): Cell => ({ text, bar: undefined });
  const dimensions = published.instrument.dimensions.filter(({ id }) =>
    shown.some(({ result }) => Object.hasOwn(result.score.dimensions, id)),
  );
  return {
    bar: BAR,
    columns: shown.map(({ group }) => group.name),
    rows: [
      row(t('page.wall.profile.overall'), ({ result }) => score(result.score.overall.claimed)),
      ...dimensions.map(({ id }) =>
        row(find(`${id}.short`) ?? id, ({ result }) => score(result.score.dimensions[id]?.claimed)),
      ),
      row(t('page.wall.profile.held'), ({ result }) =>
        plain(t('page.wall.of', { count: result.held, all: result.asked.length })),
      ),
      row(t('page.wall.profile.gates'), ({ result }) => plain(gatesText(words, result))),
    ],
  };
}

/** Rights minimums that the group says are not met: named on the wall, since the score alone would hide them. */
function gatesText({ t, format }: Words, { score }: ShownGroup['result']): string {
  const open = Object.entries(score.gates).filter(([, { state }]) => state === 'open');
  if (open.length === 0) return t('page.wall.profile.no-gates');
  return format.list(open.map(([id]) => t(`gate.${id}.title`)));
}
