import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Rule {
  readonly what: string;
  readonly found: RegExp;
  readonly sample: string;
}

const TEMPLATES: readonly Rule[] = [
  { what: 'writes something without escaping it', found: /\{\{\{|\{\{~?&/g, sample: '<p>{{{text}}}</p>' },
  { what: 'puts something into an attribute without quotes', found: /\s[\w-]+=\{\{/g, sample: '<p id={{id}}>' },
  { what: 'runs a script from an attribute', found: /<[^>]*\son[a-z]+\s*=/gi, sample: '<p onclick="x()">' },
  { what: 'links to a script', found: /(href|src|action)=["']?\s*javascript:/gi, sample: '<a href="javascript:x">' },
  { what: 'styles an element by itself', found: /<[^>{]*\sstyle\s*=/gi, sample: '<p style="color: red">' },
  {
    what: 'has a script without the nonce',
    found: /<script(?![^>]*(?:nonce=|src=|application\/json))/gi,
    sample: '<script>x()</script>',
  },
  {
    what: 'loads something from elsewhere',
    found: /(?:src|href)="(?:https?:)?\/\//gi,
    sample: '<img src="https://x.example/a.png">',
  },
];
const SOURCES: readonly Rule[] = [
  { what: 'says that a text needs no escaping', found: /SafeString/g, sample: 'new Handlebars.SafeString(text)' },
  {
    what: 'renders what a request says',
    found: /\.(?:render|view)\([^)]*\b(?:request|req)\.(?:query|body|params)\b/g,
    sample: "pages.render('x', request.query)",
  },
  { what: 'runs a text as a program', found: /\beval\(|new Function\(/g, sample: 'eval(text)' },
  {
    what: 'puts a value into a statement',
    found: /\.(?:query|execute)(?:<[^(]*>)?\(\s*`[^`]*\$\{(?![A-Z][A-Z_]*\})[^`]*`/g,
    sample: 'await tx.query(`SELECT * FROM answer WHERE id = ${id}`)',
  },
  {
    what: 'glues a statement together',
    found: /'(?:SELECT|INSERT|UPDATE|DELETE)\b[^']*'\s*\+/g,
    sample: "query('SELECT * FROM ' + name)",
  },
  {
    what: 'lets somebody choose what is sorted by',
    found: /\.(?:orderBy|addOrderBy)\((?!['"])/g,
    sample: 'rows.orderBy(request.query.sort)',
  },
];

/**
 * Where names of tables and columns stand in a statement that no request reaches, and rows of placeholders: read, and
 * found to hold nothing that anybody typed.
 */
const READ_AND_FOUND_GOOD: readonly string[] = [
  // Names from the catalogue, on the command line, quoted.
  'libs/persistence/src/backup',
  'libs/persistence/src/embedded',
  'libs/jobs/src/install-job-queue.ts',
  // Conditions of its own, each with a placeholder for what somebody looks for.
  'libs/persistence/src/readers/sql-audit-reader.ts',
  // `$1, $2 …` for as many rows as there are.
  'libs/persistence/src/stores/sql-outcome-store.ts',
];

const filesIn = (folders: readonly string[], ending: RegExp): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((name) => ending.test(name) && !/\.spec\.ts$/.test(name)),
  );

function breaches(files: readonly string[], rules: readonly Rule[]): readonly string[] {
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return rules.flatMap(({ what, found }) =>
      [...text.matchAll(found)].map((one) => `${file} ${what}: ${one[0].replace(/\s+/g, ' ').slice(0, 100)}`),
    );
  });
}

describe('nothing in the source', () => {
  it('lets a template write, run or load what somebody typed', () => {
    // Mails have no style sheet, and no policy that would refuse what stands in an element.
    const files = filesIn(['templates'], /\.hbs$/).filter((file) => !file.startsWith(path.join('templates', 'emails')));
    expect(files.length).toBeGreaterThan(50);
    expect(breaches(files, TEMPLATES)).toEqual([]);
  });

  it('makes a program, a page or a statement of what somebody typed', () => {
    const files = filesIn(['apps', 'libs'], /\.ts$/).filter(
      (file) => !READ_AND_FOUND_GOOD.some((good) => file.startsWith(good)),
    );
    expect(files.length).toBeGreaterThan(500);
    expect(breaches(files, SOURCES)).toEqual([]);
  });

  it.each([...TEMPLATES, ...SOURCES])('$what, which would be found', ({ found, sample }) => {
    expect([...sample.matchAll(found)]).toHaveLength(1);
  });
});
