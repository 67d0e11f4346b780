/** Linear interpolation between order statistics (type 7). `sorted` ascending and not empty; `share` 0…1. */
export const percentile = (sorted: Float64Array, share: number): number => {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
};
