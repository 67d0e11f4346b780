import type { GroupResult, PublishedInstrument } from '@isonomia/application';
import type { Practice } from '@isonomia/outcome';
import { levelOf } from '@isonomia/scoring';
import { practiceView } from '@isonomia/view';
import type { Words } from '../shell/words.js';

const STRONG = 75;
const WEAK = 50;
const GATE_TAG: Readonly<Record<string, string>> = { open: 'tag--danger', unanswered: 'tag--plain' };

export interface ProfileOf {
  readonly published: PublishedInstrument;
  readonly result: GroupResult;
  readonly practices: readonly Practice[];
}

/** A group's result: as claimed, with what it rests on. The same on a phone and for those who lead. */
export function groupProfile(words: Words, of: ProfileOf): object {
  const { t, format } = words;
  const { result, published } = of;
  const { score, asked, held, fromSheet } = result;
  return {
    coverage: t('page.workshop-groups.result.coverage', { held, count: asked.length, sheet: fromSheet }),
    overall:
      score.overall.claimed === undefined
        ? undefined
        : { score: format.score(score.overall.claimed), level: levelWords(words, of, score.overall.claimed) },
    notYet: t('page.workshop-groups.result.not-yet'),
    dimensions: published.instrument.dimensions.flatMap(({ id }) => {
      const found = score.dimensions[id];
      return found === undefined ? [] : [dimensionView(words, of, { id, claimed: found.claimed })];
    }),
    gates: gatesView(words, of),
    strong: pointsOf(words, of, (claimed) => claimed >= STRONG).map(({ name, score: value }) => ({
      name,
      score: value,
    })),
    weak: pointsOf(words, of, (claimed) => claimed < WEAK),
  };
}

const levelWords = ({ t }: Words, { published }: ProfileOf, claimed: number): string =>
  t(`level.${levelOf(claimed, published.instrument.constants.levelBounds)}.title`);

function dimensionView(
  words: Words,
  of: ProfileOf,
  { id, claimed }: { readonly id: string; readonly claimed: number | undefined },
): object {
  const { t, format } = words;
  return {
    title: t(`${id}.title`),
    // For the bar; what is read is the score beside it.
    value: claimed === undefined ? undefined : Math.round(claimed),
    score: claimed === undefined ? undefined : format.score(claimed),
    level: claimed === undefined ? t('page.workshop-groups.result.not-shown') : levelWords(words, of, claimed),
  };
}

/** What is claimed counts here: nothing can be proved in the room. */
function gatesView({ t }: Words, { published, result }: ProfileOf): readonly object[] {
  return published.instrument.gates.flatMap(({ id }) => {
    const gate = result.score.gates[id];
    if (gate === undefined) return [];
    const state = gate.state === 'not-shown' ? 'met' : gate.state;
    const label = t(`page.workshop-groups.result.gate.${state}`);
    return [{ title: t(`gate.${id}.title`), label, tag: GATE_TAG[state] ?? 'tag--positive' }];
  });
}

interface Point {
  readonly name: string;
  readonly score: string;
  readonly practices: readonly object[];
}

function pointsOf(words: Words, of: ProfileOf, wanted: (claimed: number) => boolean): readonly Point[] {
  const { published, result, practices } = of;
  return published.instrument.items.flatMap(({ id }) => {
    const claimed = result.score.items[id]?.claimed;
    if (claimed === undefined || !wanted(claimed)) return [];
    const beside = practices.filter(({ items }) => items.includes(String(id)));
    return [
      {
        name: words.find(`${id}.short`) ?? id,
        score: words.format.score(claimed),
        practices: beside.map((practice) => practiceView(words, practice)),
      },
    ];
  });
}
