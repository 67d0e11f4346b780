import { clearFaults, showFaults } from '../autosave/faults.js';
import type { Waiting } from './kept-changes.js';
import type { Typed } from './protocol.js';
import type { Outcome, Queue } from './queue.js';
import type { Said } from './said.js';

/** Belongs to the page that it came with, not to what was typed. */
const OF_THE_PAGE: readonly string[] = ['_csrf', 'key'];
const TYPING_PAUSE_MS = 700;

export interface FormOptions {
  readonly queue: Queue;
  readonly said: Said;
  readonly newKey: () => string;
  /** Whether pages that were opened before can be opened without a connection. */
  readonly hasKeptPages: () => boolean;
}

/**
 * `<form data-change="answer">`: what it sends goes through the queue. Beside that it may say
 * - `data-next="/workshop/…"`: where to go when the change is made; the page itself shows it anew;
 * - `data-auto`: sent whenever a choice is made or typing pauses, without the button;
 * - `data-new`: every change is one more, e.g. a point; nothing is put back into it, and it is emptied when it was sent.
 */
export class ChangeForm {
  private readonly status: HTMLElement | null;
  private timer: number | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly options: FormOptions,
  ) {
    this.status = form.querySelector('[data-saved]');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      window.clearTimeout(this.timer);
      void this.send(event.submitter);
    });
    if ('auto' in form.dataset) this.sendByItself();
  }

  /** Of this form: what it changes. */
  get slot(): string {
    return `${this.form.dataset['change'] ?? ''} ${new URL(this.form.action).pathname}`;
  }

  /** The newest of what waits stands in the form again, and not what the server knew when the page was made. */
  putBack(waiting: readonly Waiting[]): void {
    if ('new' in this.form.dataset) return;
    const newest = waiting.findLast(({ slot }) => slot === this.slot);
    if (newest === undefined) return;
    fill(this.form, newest.fields);
    this.say(this.options.said.say('kept'), false);
  }

  private sendByItself(): void {
    const { form } = this;
    form.addEventListener('change', () => {
      this.soon(0);
    });
    form.addEventListener('input', (event) => {
      if (event.target instanceof HTMLTextAreaElement) this.soon(TYPING_PAUSE_MS);
    });
  }

  private soon(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(null), ms);
  }

  private async send(submitter: HTMLElement | null): Promise<void> {
    const { queue, said, newKey } = this.options;
    const key = newKey();
    const isNew = 'new' in this.form.dataset;
    this.say(said.say('saving'), false);
    clearFaults(this.form);
    const outcome = await queue.add({
      key,
      kind: this.form.dataset['change'] ?? '',
      fields: typedIn(this.form, submitter),
      slot: isNew ? key : this.slot,
      page: window.location.pathname,
      title: document.querySelector('h1')?.textContent ?? document.title,
    });
    this.told(outcome, isNew);
  }

  private told(outcome: Outcome, isNew: boolean): void {
    if (outcome.status === 'refused') {
      showFaults(this.form, outcome.faults);
      this.say(outcome.message, true);
    } else if (outcome.status === 'conflict') {
      this.say('', false);
      document.querySelector('[data-waiting-changes]')?.scrollIntoView();
    } else this.taken(outcome, isNew);
  }

  /** Made, or safe on the phone. */
  private taken(outcome: Outcome & { readonly status: 'done' | 'kept' }, isNew: boolean): void {
    const isDone = outcome.status === 'done';
    if (isDone && outcome.fields !== undefined) fill(this.form, outcome.fields);
    this.say(isDone ? outcome.message : this.options.said.say('kept'), false);
    if (isNew) this.form.reset();
    const { next } = this.form.dataset;
    // What is kept is in no page yet: another page is worth opening then, and not the same one once more.
    if (next !== undefined && (isDone || (this.options.hasKeptPages() && !isHere(next)))) window.location.assign(next);
  }

  private say(message: string, failed: boolean): void {
    if (this.status === null) return;
    this.status.textContent = message;
    this.status.classList.toggle('saved--failed', failed);
  }
}

const isHere = (address: string): boolean =>
  new URL(address, window.location.href).pathname === window.location.pathname;

function typedIn(form: HTMLFormElement, submitter: HTMLElement | null): Typed {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value !== 'string' || OF_THE_PAGE.includes(name)) continue;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

function fill(form: HTMLFormElement, fields: Typed): void {
  for (const [name, value] of Object.entries(fields)) {
    const values = [value].flat();
    for (const control of controlsOf(form, name))
      if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox'))
        control.checked = values.includes(control.value);
      else control.value = values[0] ?? '';
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isControl = (one: Node): one is Control =>
  one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement;

function controlsOf(form: HTMLFormElement, name: string): readonly Control[] {
  const found = form.elements.namedItem(name);
  const all = found instanceof RadioNodeList ? [...found] : found === null ? [] : [found];
  return all.filter(isControl);
}
