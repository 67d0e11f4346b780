import type { RoundLine, RoundList } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { stateTag, whenText } from './round-words.js';

export function listView(words: Words, { rounds, may }: RoundList): object {
  const regions = [...new Map(rounds.map(({ regionId, region }) => [regionId, region]))];
  return {
    add: may.define ? ROUTES.newRound : undefined,
    none: rounds.length === 0,
    regions: regions.map(([id, name]) => ({
      name,
      rounds: rounds.filter(({ regionId }) => regionId === id).map((line) => lineView(words, line)),
    })),
  };
}

function lineView(words: Words, line: RoundLine): object {
  const { t } = words;
  const progress =
    line.invited === 0
      ? t('page.rounds.list.nobody')
      : t('page.rounds.list.handed-in', { count: line.submitted, invited: line.invited });
  return {
    href: href(ROUTES.round, { round: line.id }),
    name: line.name,
    tag: stateTag(words, line.state),
    note: `${whenText(words, line)} · ${progress}`,
  };
}
