const MAXIMUM_ROWS = 500;

/**
 * Cells of a block copied from a spreadsheet: tabs between columns, line ends between rows, a cell with either in
 * double quotes. Thousands separators are left to the server, which knows the person's language.
 */
export function readPaste(text: string): string[][] {
  const rows = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    // A quoted cell may hold line ends and tabs of its own: split only outside of quotes.
    .match(/(?:"(?:[^"]|"")*"|[^\n"]|"[^\n]*)+|(?<=\n)(?=\n)/g);
  return (rows ?? ['']).slice(0, MAXIMUM_ROWS).map(readRow);
}

function readRow(line: string): string[] {
  const cells = line.match(/(?:^|\t)(?:"(?:[^"]|"")*"|[^\t]*)/g) ?? [];
  return cells.map((cell) => unquote(cell.replace(/^\t/, '')).trim());
}

const unquote = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
