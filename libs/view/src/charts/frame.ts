import { element, type Attributes, type Markup } from '../svg/markup.js';

import type { ChartContext } from './chart.js';
import { roleAttributes, type Role } from './roles.js';

const DEFAULT_WIDTH = 640;
const NARROW_UNDER = 480;

export interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly role?: Role;
  readonly size?: number;
  readonly bold?: boolean;
}

/** Sizes of a theme, in the units of the drawing. */
export interface Sizes {
  readonly label: number;
  readonly small: number;
  readonly row: number;
}
const SIZES: Readonly<Record<ChartContext['theme'], Sizes>> = {
  print: { label: 11.5, small: 10, row: 19 },
  screen: { label: 13, small: 12, row: 26 },
};

/**
 * A canvas that is drawn from left to right and comes out mirrored for right-to-left languages. Anchors are logical:
 * `start` is where reading starts. Marks are painted in the order in which they are put.
 */
export class Frame {
  readonly width: number;
  /** A phone, or half a page. */
  readonly narrow: boolean;
  /** A phone: labels go above their rows, for they are set larger there than on paper. */
  readonly compact: boolean;
  readonly sizes: Sizes;
  readonly #context: ChartContext;
  readonly #marks: Markup[] = [];

  constructor(context: ChartContext) {
    this.#context = context;
    this.width = context.width ?? DEFAULT_WIDTH;
    this.narrow = this.width < NARROW_UNDER;
    this.compact = this.narrow && context.theme === 'screen';
    this.sizes = SIZES[context.theme];
  }

  rect(box: { x: number; y: number; width: number; height: number }, role: Role, extra: Attributes = {}): void {
    const x = this.#mirror(box.x, box.width);
    this.#marks.push(
      element('rect', { x, y: box.y, width: box.width, height: box.height, ...roleAttributes(role), ...extra }),
    );
  }

  line(from: readonly [number, number], to: readonly [number, number], role: Role): void {
    const [x1, x2] = [this.#mirror(from[0]), this.#mirror(to[0])];
    this.#marks.push(element('line', { x1, y1: from[1], x2, y2: to[1], fill: 'none', ...roleAttributes(role) }));
  }

  circle(centre: readonly [number, number], radius: number, role: Role): void {
    this.#marks.push(
      element('circle', { cx: this.#mirror(centre[0]), cy: centre[1], r: radius, ...roleAttributes(role) }),
    );
  }

  diamond(centre: readonly [number, number], radius: number, role: Role): void {
    const [x, y] = [this.#mirror(centre[0]), centre[1]];
    const corners = [`${x} ${y - radius}`, `${x + radius} ${y}`, `${x} ${y + radius}`, `${x - radius} ${y}`];
    this.#marks.push(element('path', { d: `M${corners.join('L')}Z`, ...roleAttributes(role) }));
  }

  text(at: readonly [number, number], text: string, options: TextOptions = {}): void {
    const attributes = {
      x: this.#mirror(at[0]),
      y: at[1],
      'text-anchor': options.anchor ?? 'start',
      'font-size': options.size ?? this.sizes.label,
      'font-weight': options.bold === true ? 600 : undefined,
      ...roleAttributes(options.role ?? 'text'),
    };
    this.#marks.push(element('text', attributes, text));
  }

  /** Lines of a text, centred on `at` in height. */
  lines(at: readonly [number, number], lines: readonly string[], options: TextOptions = {}): void {
    const size = options.size ?? this.sizes.label;
    const leading = size * 1.15;
    const first = at[1] - ((lines.length - 1) * leading) / 2 + size * 0.35;
    lines.forEach((line, index) => this.text([at[0], first + index * leading], line, options));
  }

  /** The drawing, named by its finding for those who do not see it. */
  finish(height: number, alt: { readonly title: string; readonly description: string }): Markup {
    const { id, direction } = this.#context;
    return element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        viewBox: `0 0 ${this.width} ${Math.ceil(height)}`,
        width: '100%',
        role: 'img',
        'aria-labelledby': `${id}-title ${id}-desc`,
        class: 'chart',
        direction,
        'font-family': 'inherit',
        focusable: 'false',
      },
      element('title', { id: `${id}-title` }, alt.title),
      element('desc', { id: `${id}-desc` }, alt.description),
      this.#marks,
    );
  }

  #mirror(x: number, width = 0): number {
    return this.#context.direction === 'rtl' ? this.width - x - width : x;
  }
}
