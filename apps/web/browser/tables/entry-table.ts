import { readPaste } from './paste.js';

/**
 * `<table data-enhance="entry">`: live totals, paste of a spreadsheet block, rows that grow and shrink.
 * Number cells carry `data-column="women|men|other"`; totals `data-total="women"`; shares `data-share`.
 */
export function enhanceTables(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>('table[data-enhance="entry"]')) {
    const update = (): void => {
      updateTotals(table);
    };
    table.addEventListener('input', (event) => {
      if (event.target instanceof HTMLInputElement) agreeWithTick(event.target);
      update();
    });
    table.addEventListener('keydown', moveByRow);
    table.addEventListener('paste', (event) => {
      paste(table, event);
    });
    table.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-remove-row]') : null;
      if (button !== null) removeRow(table, button);
    });
    const add = table.parentElement?.parentElement?.querySelector<HTMLButtonElement>('[data-add-row]');
    add?.addEventListener('click', (event) => {
      event.preventDefault();
      addRow(table).querySelector('input')?.focus();
    });
    update();
  }
}

function rows(table: HTMLTableElement): HTMLTableRowElement[] {
  return [...(table.tBodies[0]?.rows ?? [])];
}

type Cell = HTMLInputElement | HTMLSelectElement;
const cells = (row: Element): Cell[] => [
  ...row.querySelectorAll<Cell>('input:not([type="hidden"]):not([type="checkbox"]), select'),
];
const numbers = (row: Element): HTMLInputElement[] => [
  ...row.querySelectorAll<HTMLInputElement>('input[inputmode="decimal"]'),
];

/**
 * A row has numbers or is "not available", never both. Ticking sets the numbers aside, unticking brings them back;
 * typing a number takes the tick away.
 */
function agreeWithTick(changed: HTMLInputElement): void {
  const row = changed.closest('tr');
  const tick = row?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  if (!row || !tick) return;
  if (changed === tick) setAside(numbers(row), tick.checked);
  else if (changed.inputMode === 'decimal' && changed.value !== '') tick.checked = false;
}

function setAside(inputs: readonly HTMLInputElement[], aside: boolean): void {
  for (const input of inputs) {
    if (aside) input.dataset['aside'] = input.value;
    input.value = aside ? '' : (input.dataset['aside'] ?? input.value);
  }
}

/** Enter and the arrows go from row to row in the same column, as in a spreadsheet; Enter does not send the form. */
function moveByRow(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLInputElement) || target.type === 'checkbox') return;
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[key];
  const row = target.closest('tr');
  if (step === undefined || row === null) return;
  event.preventDefault();
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (next !== null) cells(next)[cells(row).indexOf(target)]?.focus();
}

function updateTotals(table: HTMLTableElement): void {
  const totals: Record<string, number> = {};
  for (const row of rows(table)) {
    const counts = countsOf(row);
    for (const [column, count] of Object.entries(counts)) totals[column] = (totals[column] ?? 0) + count;
    writeShare(row, counts);
  }
  for (const cell of table.querySelectorAll<HTMLElement>('tfoot [data-total]'))
    cell.textContent = format(totals[cell.dataset['total'] ?? ''] ?? 0);
  const foot = table.tFoot?.rows[0];
  if (foot !== undefined) writeShare(foot, totals);
}

function countsOf(row: HTMLTableRowElement): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const input of row.querySelectorAll<HTMLInputElement>('input[data-column]')) {
    const digits = input.value.replace(/[\s.,'’\u00a0\u202f]/g, '');
    if (/^\d{1,8}$/.test(digits)) counts[input.dataset['column'] ?? ''] = Number(digits);
  }
  return counts;
}

function writeShare(row: HTMLTableRowElement, counts: Record<string, number>): void {
  const cell = row.querySelector<HTMLElement>('[data-share]');
  if (cell === null) return;
  const women = counts['women'] ?? 0;
  const both = women + (counts['men'] ?? 0);
  cell.textContent = both === 0 ? '–' : percent(Math.round((1000 * women) / both) / 10);
}

/** Between words that run from right to left, the sign would change sides. */
function percent(value: number): string {
  const text = `${format(value)} %`;
  return document.documentElement.dir === 'rtl' ? `\u2066${text}\u2069` : text;
}

/** With the digits 0 to 9 in every language, as the server writes them. */
const format = (value: number): string =>
  value.toLocaleString(`${document.documentElement.lang}-u-nu-latn`).replace(/\p{Cf}/gu, '');

function paste(table: HTMLTableElement, event: ClipboardEvent): void {
  const start = event.target;
  const block = readPaste(event.clipboardData?.getData('text/plain') ?? '');
  if (!(start instanceof HTMLInputElement) || isOneValue(block)) return;
  const first = start.closest('tr');
  if (first === null) return;
  event.preventDefault();
  fillBlock(table, { row: first, column: cells(first).indexOf(start) }, block);
  start.dispatchEvent(new Event('change', { bubbles: true }));
  updateTotals(table);
}

const isOneValue = (block: readonly string[][]): boolean => block.length === 1 && block[0]?.length === 1;

function fillBlock(
  table: HTMLTableElement,
  start: { row: HTMLTableRowElement; column: number },
  block: readonly string[][],
): void {
  let row: Element | null = start.row;
  for (const cells of block) {
    // A table with fixed rows takes what fits and no more.
    row ??= rowTemplate(table) === null ? null : addRow(table);
    if (!(row instanceof HTMLTableRowElement)) return;
    fill(row, start.column, cells);
    row = row.nextElementSibling;
  }
}

/** A column that the page offers as a choice is passed over when the pasted block does not have it. */
function fill(row: HTMLTableRowElement, column: number, texts: readonly string[]): void {
  const targets = cells(row).slice(column);
  for (const text of texts) {
    let target = targets.shift();
    if (target instanceof HTMLSelectElement) {
      if (choose(target, text)) continue;
      target = targets.shift();
    }
    if (!(target instanceof HTMLInputElement)) return;
    target.value = text;
    agreeWithTick(target);
  }
}

function choose(select: HTMLSelectElement, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const option = [...select.options].find((one) => [one.text, one.value].some((name) => name.toLowerCase() === wanted));
  if (option === undefined || wanted === '') return false;
  select.value = option.value;
  return true;
}

function rowTemplate(table: HTMLTableElement): HTMLTemplateElement | null {
  return table.querySelector<HTMLTemplateElement>('template[data-row]');
}

/** The template's field names carry `__index__`, as the server numbers the rows of a plain form. */
function addRow(table: HTMLTableElement): HTMLTableRowElement {
  const body = table.tBodies[0];
  const source = rowTemplate(table)?.content.firstElementChild;
  if (body === undefined || !(source instanceof HTMLTableRowElement)) throw new Error('This table has fixed rows.');
  const row = document.importNode(source, true);
  const index = String(nextIndex(table));
  for (const field of row.querySelectorAll('[name], [id], [for], [aria-label]'))
    for (const attribute of ['name', 'id', 'for', 'aria-label']) {
      const value = field.getAttribute(attribute);
      if (value !== null) field.setAttribute(attribute, value.replaceAll('__index__', index));
    }
  body.append(row);
  return row;
}

function nextIndex(table: HTMLTableElement): number {
  const used = [...table.querySelectorAll<HTMLInputElement>('tbody [name]')].map((field) =>
    Number(/\[(\d+)\]/.exec(field.name)?.[1] ?? -1),
  );
  return Math.max(-1, ...used) + 1;
}

function removeRow(table: HTMLTableElement, button: Element): void {
  const row = button.closest('tr');
  if (row === null) return;
  row.remove();
  table.dispatchEvent(new Event('input', { bubbles: true }));
}
