import { Clock, isUuid } from '@isonomia/application';
import { describe, expect, it } from '@jest/globals';
import { NodeHasher, RandomIds } from './system.js';

class SetClock extends Clock {
  constructor(public at: number) {
    super();
  }
  now(): Date {
    return new Date(this.at);
  }
}

describe('ids', () => {
  it('are UUIDs of version 7 that rise, within a millisecond and when the clock is set back', () => {
    const clock = new SetClock(Date.UTC(2026, 2, 1));
    const ids = new RandomIds(clock);
    const made = Array.from({ length: 10_000 }, () => ids.uuid());
    clock.at -= 3_600_000;
    made.push(...Array.from({ length: 100 }, () => ids.uuid()));
    clock.at += 7_200_000;
    made.push(ids.uuid());
    expect(made.every((id) => isUuid(id) && id[14] === '7' && '89ab'.includes(id[19] ?? ''))).toBe(true);
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('carry the time in their first twelve digits', () => {
    const at = Date.UTC(2026, 2, 1);
    expect(parseInt(new RandomIds(new SetClock(at)).uuid().replace('-', '').slice(0, 12), 16)).toBe(at);
  });

  it('of documents can be read aloud, and hold every character of the alphabet', () => {
    const ids = new RandomIds(new SetClock(0));
    const made = Array.from({ length: 2_000 }, () => ids.documentId());
    expect(new Set(made).size).toBe(2_000);
    for (const id of made) expect(id).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-?){3}$/);
    expect(new Set(made.join('').replaceAll('-', '')).size).toBe(32);
  });
});

describe('a hash', () => {
  it('is over the UTF-8 bytes, in lower case', () => {
    expect(new NodeHasher().sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(new NodeHasher().sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  });
});
