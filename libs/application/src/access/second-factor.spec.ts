import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../actor.js';
import { owedBy } from './second-factor.js';

describe('a second factor', () => {
  it.each(ROLES)('is asked of a %s as the role says', (role) => {
    const must = role === 'administrator' || role === 'coordinator';
    const owed = owedBy([{ role: 'lead' }, { role }], { enrolled: false, secondFactor: false });
    expect(owed).toBe(must ? 'set-up' : undefined);
  });

  it('is asked of everybody who has one, in every session', () => {
    expect(owedBy([{ role: 'contributor' }], { enrolled: true, secondFactor: false })).toBe('proof');
    expect(owedBy([{ role: 'administrator' }], { enrolled: true, secondFactor: true })).toBeUndefined();
  });

  it('is asked again of a coordinator whose last one was removed in the middle of a session', () => {
    expect(owedBy([{ role: 'coordinator' }], { enrolled: false, secondFactor: true })).toBe('set-up');
  });
});
