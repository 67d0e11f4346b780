import { xoshiro } from '../numbers/xoshiro.js';
import type { Seed } from '../numbers/xoshiro.js';
import type { Prepared } from '../prepare.js';

/**
 * The uniforms of all draws, the same for every agency: per draw one coin, then per dimension of the instrument one for
 * the item left out, one weight for each of its items with a rule, and one for the dimension's weight. What an agency
 * does not use is thrown away. Source: method.md §3.
 */
export interface Uniforms {
  readonly draws: number;
  /** Numbers a draw. */
  readonly stride: number;
  /** Per draw: the coin, then for each dimension the leave-out uniform, item weights, dimension weight. */
  readonly table: Float64Array;
  /** Where a dimension begins within a draw. */
  readonly offsets: readonly number[];
}

// The seed follows from the instrument, so one table an instrument is all there ever is; another seed replaces it.
const kept = new WeakMap<Prepared, { readonly key: string; readonly uniforms: Uniforms }>();

export const uniformsOf = (prepared: Prepared, seed: Seed): Uniforms => {
  const key = seed.join(' ');
  const known = kept.get(prepared);
  if (known?.key === key) return known.uniforms;
  const uniforms = drawAll(prepared, seed);
  kept.set(prepared, { key, uniforms });
  return uniforms;
};

const drawAll = ({ dimensions, settings }: Prepared, seed: Seed): Uniforms => {
  const { draws, weightSpread } = settings.constants;
  const next = xoshiro(seed);
  const offsets: number[] = [];
  let stride = 1;
  for (const { items } of dimensions) {
    offsets.push(stride);
    stride += items.length + 2;
  }
  const table = new Float64Array(draws * stride);
  const lowest = 1 - weightSpread / 2;
  let at = 0;
  const put = (value: number): void => {
    table[at] = value;
    at += 1;
  };
  for (let draw = 0; draw < draws; draw += 1) {
    put(next());
    for (const { items, weight } of dimensions) {
      put(next());
      for (const { item } of items) put(item.weight * (lowest + next() * weightSpread));
      put(weight * (lowest + next() * weightSpread));
    }
  }
  return { draws, stride, table, offsets };
};
