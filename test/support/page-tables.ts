/** A table of a page as it is read: its header cells, and its rows by their header. */
export interface ReadTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

/** The words of a piece of a page, without its markup. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();

const all = (html: string, pattern: RegExp): readonly string[] =>
  [...html.matchAll(pattern)].map(([, inner]) => wordsOf(inner ?? ''));

/** The tables that stand behind figures, in the order of the page. */
export function tablesOf(html: string): readonly ReadTable[] {
  return [...html.matchAll(/<table class="data-table">([\s\S]*?)<\/table>/g)].map(([, table = '']) => {
    const [head = '', body = ''] = table.split('</thead>');
    const rows = body.split('</tr>').flatMap((row): (readonly [string, readonly string[]])[] => {
      const [label] = all(row, /<th[^>]*>([\s\S]*?)<\/th>/g);
      return label === undefined ? [] : [[label, all(row, /<td[^>]*>([\s\S]*?)<\/td>/g)]];
    });
    return {
      caption: all(head, /<caption>([\s\S]*?)<\/caption>/g)[0] ?? '',
      columns: all(head, /<th[^>]*>([\s\S]*?)<\/th>/g),
      rows: new Map(rows),
    };
  });
}

/** What drawings say to those who do not see them. */
export const altTextsOf = (html: string): readonly string[] => all(html, /<desc[^>]*>([\s\S]*?)<\/desc>/g);

/** Figures that stand on top of a page, by their label. */
export const statsOf = (html: string): ReadonlyMap<string, string> =>
  new Map(
    [...html.matchAll(/stat__label">([\s\S]*?)<\/div><div class="stat__value">([\s\S]*?)<\/div>/g)].map(
      ([, label = '', value = '']) => [wordsOf(label), wordsOf(value)] as const,
    ),
  );
