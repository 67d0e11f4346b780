import type { PublishedRelease } from '@isonomia/application';
import type { Grouping, ReleaseGroup, ShownGroup, ShownScore } from '@isonomia/comparison';
import { askedItems } from '@isonomia/instrument';

import type { Voice } from '../document/view.js';
import { observedWords, releaseNames, type ReleaseNames } from '../exports/release-names.js';

/** A release read in one language; everything that the report prints of it goes through one of these. */
export interface RegionalReading {
  readonly published: PublishedRelease;
  readonly voice: Voice;
  readonly names: ReleaseNames;
  /** Names in whose order lists stand: those of the leading language, or what belongs together would not meet. */
  readonly order: { readonly voice: Voice; readonly names: ReleaseNames };
  /** Everybody together, when that may be shown. */
  readonly everybody: ShownGroup | undefined;
}

export function readRelease(published: PublishedRelease, voice: Voice, lead: Voice = voice): RegionalReading {
  const everybody = published.release.groups.find(
    (group): group is ShownGroup => group.grouping === 'all' && group.state === 'shown',
  );
  const names = releaseNames(voice, published.facts.countries);
  const order = { voice: lead, names: lead === voice ? names : releaseNames(lead, published.facts.countries) };
  return { published, voice, names, order, everybody };
}

export const GROUPINGS: readonly Exclude<Grouping, 'all'>[] = ['country', 'agency-type', 'size-band'];

/** Why a dimension has no number: the round asked nothing of it, or what there is may not be shown. */
export function whyNoScore({ published, voice }: RegionalReading, dimension: string): string {
  const { instrument } = published.published;
  const { variant } = published.release.statement.instrument;
  const isAsked = instrument.agencyTypes.some((agencyType) =>
    askedItems(instrument, { variant, agencyType, answers: {} }).some((item) => item.dimension === dimension),
  );
  return voice.translator.t(isAsked ? 'release.not-shown' : 'release.not-asked');
}

/** The groups of a grouping by name, so that no place in a list says who is ahead; sizes stay in their order. */
export function groupsOf(reading: RegionalReading, grouping: Grouping): readonly ReleaseGroup[] {
  const { published, order } = reading;
  const groups = published.release.groups.filter((group) => group.grouping === grouping);
  if (grouping === 'size-band') return groups;
  const collator = new Intl.Collator(order.voice.format.locale);
  const nameOf = ({ group }: ReleaseGroup): string => order.names.group(grouping, group);
  return groups.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b)));
}

export const shownOf = (groups: readonly ReleaseGroup[]): readonly ShownGroup[] =>
  groups.filter((group): group is ShownGroup => group.state === 'shown');

export const groupName = ({ names }: RegionalReading, { grouping, group }: ReleaseGroup): string =>
  names.group(grouping, group);

/** A median or quartile in words and figures; what is absent is not shown, which is no nought. */
export function scoreText({ voice }: RegionalReading, shown: ShownScore | undefined, unit = 'points'): string {
  if (shown === undefined) return voice.translator.t('export.not-shown');
  return observedWords(voice, shown.kind === 'points' ? { kind: 'value', value: shown.points } : shown, unit);
}

/** For a narrow column: the same, with signs for words. */
export function scoreSign(reading: RegionalReading, shown: ShownScore | undefined): string {
  if (shown === undefined) return '–';
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  if (shown.kind === 'points') return format.count(shown.points);
  return t(`regional.sign.${shown.kind}`, { number: format.count(shown.bound) });
}
