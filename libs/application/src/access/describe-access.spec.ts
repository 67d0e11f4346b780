import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { describeAccess } from './describe-access.js';
import { ACTIONS } from './table.js';

describe('the page on who may do what', () => {
  it('says what the table says: write it anew with "npm run -s isonomia -- roles > docs/roles.md"', () => {
    expect(readFileSync('docs/roles.md', 'utf8')).toBe(describeAccess());
  });

  it('names every action once', () => {
    const page = describeAccess();
    for (const action of ACTIONS) expect(page.split(`\`${action}\``)).toHaveLength(2);
  });
});
