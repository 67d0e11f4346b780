import { scaleLinear } from 'd3-scale';

import type { Markup } from '../svg/markup.js';

import type { ChartContext } from './chart.js';
import { Frame } from './frame.js';

export interface StripData {
  readonly evidenced: number;
  readonly claimed: number;
  readonly interval?: readonly [number, number] | undefined;
}

const WIDTH = 200;
const HEIGHT = 16;

/** One line of the profile, beside the heading of a dimension. */
export function stripDrawing(data: StripData, levelBounds: readonly number[], context: ChartContext): Markup {
  const { t, format } = context;
  const frame = new Frame({ ...context, width: WIDTH });
  const x = scaleLinear([0, 100], [6, WIDTH - 6]);
  const y = HEIGHT / 2;
  const edges = [0, ...levelBounds, 100];
  frame.rect({ x: x(0), y: 1, width: x(100) - x(0), height: HEIGHT - 2 }, 'tile');
  edges.slice(0, -1).forEach((edge, index) => {
    const box = { x: x(edge), y: 1, width: x(edges[index + 1] ?? 100) - x(edge), height: HEIGHT - 2 };
    if (index % 2 === 0) frame.rect(box, 'band');
  });
  edges.forEach((edge) => frame.line([x(edge), 1], [x(edge), HEIGHT - 1], 'grid'));
  if (data.interval !== undefined) {
    const [low, high] = data.interval;
    frame.rect({ x: x(low), y: y - 3, width: Math.max(x(high) - x(low), 2), height: 6 }, 'interval', { rx: 3 });
  }
  frame.line([x(data.evidenced), y], [x(data.claimed), y], 'link');
  frame.circle([x(data.claimed), y], 4.4, 'hollow');
  frame.circle([x(data.evidenced), y], 4.4, 'primary');
  const values = { evidenced: format.score(data.evidenced), claimed: format.score(data.claimed) };
  const title = t('chart.strip', values);
  return frame.finish(HEIGHT, { title, description: title });
}
