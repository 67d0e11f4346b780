import type { ReleaseGroup, ShownGroup, Statement } from '@isonomia/comparison';

import type { Chart } from '../charts/chart.js';
import { panelsChart, type Panel } from '../charts/panels.js';
import type { DrawingOptions } from '../outcome/portrait.js';
import type { RegionalReading } from '../regional/regional-reading.js';

import { drawingContext, middleOf, scoreMark } from './drawing.js';

export interface RoundBefore {
  readonly id: string;
  readonly name: string;
  readonly statement: Statement;
  readonly all: ReleaseGroup;
}

export interface OverRoundsOptions extends DrawingOptions {
  /** Rounds before this one, oldest first. */
  readonly before: readonly RoundBefore[];
  readonly round: { readonly id: string; readonly name: string };
  /** Dimensions that mean the same in every one of these rounds. */
  readonly bridged: readonly string[];
}

/** Everybody together, round after round, in the dimensions that can be followed. */
export function roundsFigure(reading: RegionalReading, options: OverRoundsOptions): Chart | undefined {
  const { voice, names, everybody } = reading;
  const { t } = voice.translator;
  const rounds = [
    ...options.before.flatMap(({ id, name, all }) => (all.state === 'shown' ? [{ id, name, all }] : [])),
    ...(everybody === undefined ? [] : [{ ...options.round, all: everybody }]),
  ];
  if (rounds.length < 2 || options.bridged.length === 0) return undefined;
  const panels = options.bridged.map((dimension): Panel => ({
    id: dimension,
    label: names.item('dimensions', dimension),
    rows: rounds.map(({ id, name, all }) => ({
      id,
      label: name,
      emphasised: false,
      ...drawn(reading, all, dimension),
    })),
  }));
  return panelsChart(
    {
      panels,
      finding: movedFinding(reading, panels),
      caption: t('release.rounds.caption'),
      note: t('release.rounds.base', { count: rounds.length }),
      notes: [t('release.rounds.note')],
      column: t('release.rounds.column'),
    },
    drawingContext(voice, 'rounds', options),
  );
}

function drawn({ voice }: RegionalReading, all: ShownGroup, dimension: string) {
  const shown = all.dimensions.find((one) => one.dimension === dimension);
  if (shown === undefined) return { note: voice.translator.t('release.not-shown') };
  const { median, quartiles } = shown;
  return {
    mark: scoreMark(voice, median),
    ...(quartiles !== undefined && {
      around: [scoreMark(voice, quartiles.lower), scoreMark(voice, quartiles.upper)] as const,
    }),
  };
}

function movedFinding({ voice }: RegionalReading, panels: readonly Panel[]): string {
  const { t } = voice.translator;
  const moves = panels.flatMap(({ label, rows }) => {
    const [then, now] = [rows.at(-2)?.mark, rows.at(-1)?.mark];
    if (then === undefined || now === undefined) return [];
    return [{ label, then: then.text, now: now.text, by: Math.abs(middleOf(now) - middleOf(then)) }];
  });
  const [most] = moves.toSorted((a, b) => b.by - a.by);
  if (most === undefined || most.by === 0) return t('release.rounds.finding-none');
  return t('release.rounds.finding', { dimension: most.label, then: most.then, now: most.now });
}
