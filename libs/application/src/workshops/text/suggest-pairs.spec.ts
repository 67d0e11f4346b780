import { describe, expect, it } from '@jest/globals';
import { groupId } from '../../ids.js';
import { extremesOf, suggestPairs } from './suggest-pairs.js';

const [customs, guards, police] = ['1', '2', '3'].map((digit) =>
  groupId(`${digit.repeat(8)}-0000-4000-8000-000000000000`),
) as [ReturnType<typeof groupId>, ReturnType<typeof groupId>, ReturnType<typeof groupId>];

describe('who could help whom', () => {
  it('is the highest for each that is low, the widest gap first', () => {
    const groups = new Map([
      [customs, { D1: 90, D2: 39.9 }],
      [guards, { D1: 70, D2: 60 }],
      [police, { D1: 10, D2: 55 }],
    ]);
    expect(suggestPairs(groups)).toEqual([
      { dimension: 'D1', from: customs, high: 90, to: police, low: 10 },
      { dimension: 'D2', from: guards, high: 60, to: customs, low: 39.9 },
    ]);
  });

  it('is nobody where nobody is high or nobody is low, and nobody for itself', () => {
    expect(
      suggestPairs(
        new Map([
          [customs, { D1: 59.9, D2: 40 }],
          [guards, { D1: 10, D2: 100 }],
        ]),
      ),
    ).toEqual([]);
    expect(suggestPairs(new Map([[customs, { D1: 20, D2: 100 }]]))).toEqual([]);
  });
});

describe('where a group stands best and worst', () => {
  it('is told once two subjects differ', () => {
    expect(extremesOf({ D1: 20, D2: 80, D3: 50 })).toEqual({ high: 'D2', low: 'D1' });
    expect(extremesOf({ D1: 20 })).toBeUndefined();
    expect(extremesOf({ D1: 20, D2: 20 })).toBeUndefined();
    expect(extremesOf({})).toBeUndefined();
  });
});
