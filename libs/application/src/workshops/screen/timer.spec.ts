import { describe, expect, it } from '@jest/globals';
import { MOST_MINUTES, secondsLeft, timerAfter } from './timer.js';

const NOON = new Date('2026-03-02T12:00:00Z');
const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);

describe('the timer on the wall', () => {
  it('runs for the minutes it was started with', () => {
    expect(timerAfter(undefined, { act: 'start', minutes: 15 }, NOON)).toEqual({ endsAt: at('12:15:00') });
    expect(timerAfter({ left: 7 }, { act: 'start', minutes: 5 }, NOON)).toEqual({ endsAt: at('12:05:00') });
  });

  it('stopped keeps the seconds that are left, and goes on with them', () => {
    const stopped = timerAfter({ endsAt: at('12:15:00') }, { act: 'stop', minutes: 0 }, at('12:10:30'));
    expect(stopped).toEqual({ left: 270 });
    expect(timerAfter(stopped, { act: 'resume', minutes: 0 }, at('12:20:00'))).toEqual({ endsAt: at('12:24:30') });
  });

  it('is given more minutes while it runs, while it stands and when it is over', () => {
    const more = { act: 'extend', minutes: 5 } as const;
    expect(timerAfter({ endsAt: at('12:15:00') }, more, NOON)).toEqual({ endsAt: at('12:20:00') });
    expect(timerAfter({ left: 60 }, more, NOON)).toEqual({ left: 360 });
    expect(timerAfter({ endsAt: at('11:00:00') }, more, NOON)).toEqual({ endsAt: at('12:05:00') });
  });

  it('is never given more than four hours', () => {
    const day = timerAfter({ left: 3600 }, { act: 'extend', minutes: MOST_MINUTES }, NOON);
    expect(day).toEqual({ left: MOST_MINUTES * 60 });
  });

  it('is taken away, and what is not there can be neither stopped nor extended', () => {
    expect(timerAfter({ left: 60 }, { act: 'clear', minutes: 0 }, NOON)).toBeUndefined();
    expect(timerAfter(undefined, { act: 'stop', minutes: 0 }, NOON)).toBeUndefined();
    expect(timerAfter(undefined, { act: 'extend', minutes: 5 }, NOON)).toBeUndefined();
  });

  it('is over at its end and not after it', () => {
    expect(secondsLeft({ endsAt: at('12:00:01') }, NOON)).toBe(1);
    expect(secondsLeft({ endsAt: NOON }, NOON)).toBe(0);
    expect(secondsLeft({ endsAt: at('11:59:00') }, NOON)).toBe(0);
  });
});
