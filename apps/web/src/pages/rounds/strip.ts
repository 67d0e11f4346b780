const WIDTH = 7;
const GAP = 2;
const HEIGHT = 18;

export interface Strip {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly { readonly x: number; readonly y: number; readonly height: number }[];
  readonly bar: number;
}

/** A bar a dimension, as high as it is answered: to be seen at a glance, since the numbers stand beside it. */
export function strip(dimensions: readonly { readonly answered: number; readonly asked: number }[]): Strip {
  return {
    width: dimensions.length * (WIDTH + GAP) - GAP,
    height: HEIGHT,
    bar: WIDTH,
    bars: dimensions.map(({ answered, asked }, position) => {
      const height = asked === 0 ? 0 : Math.round((answered / asked) * HEIGHT);
      return { x: position * (WIDTH + GAP), y: HEIGHT - height, height };
    }),
  };
}
