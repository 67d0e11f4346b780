import { describe, expect, it } from '@jest/globals';
import { readPaste } from './paste.js';

describe('a block pasted from a spreadsheet', () => {
  it('keeps rows and columns', () => {
    expect(readPaste('268\t744\n41\t197\n')).toEqual([
      ['268', '744'],
      ['41', '197'],
    ]);
  });

  it('reads the line ends of every system', () => {
    expect(readPaste('1\r\n2\r3')).toEqual([['1'], ['2'], ['3']]);
  });

  it('keeps an empty cell and an empty row in place', () => {
    expect(readPaste('a\t\tc\n\nd')).toEqual([['a', '', 'c'], [''], ['d']]);
  });

  it('takes a quoted cell with a line end, a tab and a quote as one cell', () => {
    expect(readPaste('"Port\nof\t""Lian"""\t7')).toEqual([['Port\nof\t"Lian"', '7']]);
  });

  it('stops at 500 rows', () => {
    expect(readPaste('1\n'.repeat(900))).toHaveLength(500);
  });
});
