import type { Settings } from '../constants.js';

/** What every figure needs of the instrument's constants. */
export interface FigureContext {
  readonly settings: Settings;
  /** Smallest group in any figure. */
  readonly minimumCount: number;
  readonly wilsonZ: number;
  readonly printed: {
    readonly share: Readonly<Record<string, number>>;
    readonly groups: Readonly<Record<string, number>>;
    readonly rates: Readonly<Record<string, number>>;
    readonly pay: Readonly<Record<string, number>>;
  };
}

const kept = new WeakMap<Settings, FigureContext>();

export const figureContext = (settings: Settings): FigureContext => {
  const known = kept.get(settings);
  if (known !== undefined) return known;
  const { minimumCount, wilsonZ, selectionRatioThreshold, fisherAlpha, payMinimumPerSex, payFindingGap } =
    settings.constants;
  const built = {
    settings,
    minimumCount,
    wilsonZ,
    printed: {
      share: { minimumCount, wilsonZ },
      groups: { minimumCount },
      rates: { minimumCount, selectionRatioThreshold, fisherAlpha },
      pay: { minimumCount, payMinimumPerSex, payFindingGap },
    },
  };
  kept.set(settings, built);
  return built;
};
