/// <reference lib="dom" />
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Question } from '@isonomia/instrument';
import { fieldsOf, plainNumber } from '../../apps/web/src/pages/assessment/answer-fields.js';
import type { Reader } from './reader.js';

const formOf = (question: string): string => `#f-${question}`;
const ROW = /^rows\[(\d+)\]/;

/** Types an answer into the question's form on the page that is open; rows that the page lacks are asked for. */
export async function typeAnswer(reader: Reader, question: Question, answer: Answer): Promise<void> {
  const form = formOf(question.id);
  const fields = Object.entries(fieldsOf(question, answer, plainNumber('.'))).filter(
    // What nobody types: the id of a row goes with its name, proofs go with the evidence.
    ([name]) => !name.endsWith('[id]') && name !== 'evidence' && !name.startsWith('proved['),
  );
  const rows = fields.map(([name]) => Number(ROW.exec(name)?.[1] ?? -1));
  await offerRows(reader, form, Math.max(...rows) + 1);
  const shown = new Set(
    await reader.page.$$eval(`${form} [name]:not([type="hidden"])`, (all) =>
      all.map((one) => one.getAttribute('name') ?? ''),
    ),
  );
  // Rows of the agency's own ranks and units have their name and band already.
  const typed = fields.filter(([name]) => shown.has(name) || !/\[(?:label|band)\]$/.test(name));
  await reader.write(Object.fromEntries(typed) as Readonly<Record<string, string>>, form);
}

async function offerRows(reader: Reader, form: string, wanted: number): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    const offered = await reader.page.$$eval(`${form} tbody tr`, (rows) => rows.length);
    if (offered >= wanted) return;
    const more = await reader.page.$(`${form} [data-add-row], ${form} ~ * [data-add-row]`);
    if (more === null) throw new Error(`${form} offers ${offered} rows of ${wanted} and no way to more.`);
    if (reader.script) await more.click();
    else await Promise.all([reader.page.waitForNavigation(), more.click()]);
  }
}

/** What is typed goes out within this time of leaving a field. */
const SENT_WITHIN_MS = 400;
const SAVED_WITHIN_MS = 30_000;

/**
 * Until everything typed on this page is saved: the page says so. Its network is not asked, since a request cut off by
 * leaving a page counts there as under way for good.
 */
export async function autosaved(reader: Reader, questions: readonly string[]): Promise<void> {
  const wanted = questions.map(formOf);
  const until = Date.now() + SAVED_WITHIN_MS;
  let unsaved: readonly (readonly [string, string])[];
  do {
    await delay(SENT_WITHIN_MS);
    const said = await reader.page.$$eval('[data-saved]', (all) =>
      all.map((one) => [`#${one.closest('form')?.id ?? ''}`, one.textContent.trim()] as const),
    );
    unsaved = said.filter(([form, text]) => wanted.includes(form) && !text.startsWith('Saved'));
  } while (unsaved.length > 0 && Date.now() < until);
  if (unsaved.length > 0) throw new Error(`Not saved: ${unsaved.map((one) => one.join(' ')).join('; ')}`);
}

/** Presses Save of one question, and waits for the page that comes back. */
export async function save(reader: Reader, question: string): Promise<void> {
  const button = await reader.page.$(`${formOf(question)} .question__buttons button:not([name])`);
  if (button === null) throw new Error(`${question} has no button to save it.`);
  await Promise.all([reader.page.waitForNavigation(), button.click()]);
}

/** Puts text on the clipboard as a spreadsheet would, and pastes it where the cursor is. */
export async function paste(reader: Reader, cell: string, text: string): Promise<void> {
  await reader.page.$eval(
    cell,
    (field, block) => {
      (field as HTMLInputElement).focus();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', block);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    text,
  );
}

/**
 * Until everything typed is with the server and the page would be left without asking. A request that is still under way
 * would else overtake the page that is opened next.
 */
export const nothingPending = (reader: Reader): Promise<unknown> =>
  reader.page.waitForFunction(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })), {
    polling: 50,
  });
