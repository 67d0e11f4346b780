import { showConflict } from './conflict.js';
import { clearFaults, showFaults, showWarnings } from './faults.js';
import { send, typed } from './protocol.js';
import type { ChangedElsewhere, Draft, Refused, Reply, Saved } from './protocol.js';

const TYPING_PAUSE_MS = 900;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
const LONGEST_SETTLING_MS = 5_000;
const LOOK_MS = 40;

/** Resolves when everything typed so far is safe, or when waiting longer makes no sense: leaving then asks first. */
export type Settle = () => Promise<void>;

/** Saves `<form data-enhance="autosave">` when it changes, one request at a time, the newest state last. */
export function enhanceAutosave(root: ParentNode): Settle {
  const savers = [...root.querySelectorAll<HTMLFormElement>('form[data-enhance="autosave"]')].map(
    (form) => new Autosave(form),
  );
  if (savers.length === 0) return () => Promise.resolve();
  window.addEventListener('online', () => {
    for (const saver of savers) saver.saveIfPending();
  });
  window.addEventListener('beforeunload', (event) => {
    if (savers.some((saver) => saver.isPending())) event.preventDefault();
  });
  return async () => {
    const until = performance.now() + LONGEST_SETTLING_MS;
    for (const saver of savers) saver.saveIfPending();
    while (savers.some((saver) => saver.isPending()) && performance.now() < until)
      await new Promise((resolve) => window.setTimeout(resolve, LOOK_MS));
  };
}

const isSafe = ({ kind }: Reply): boolean => kind === 'saved' || kind === 'draft';

class Autosave {
  private readonly status: HTMLElement | null;
  private timer: number | undefined;
  private pending = false;
  private running = false;
  private held = false;
  private unsaved = false;
  private retryMs = FIRST_RETRY_MS;
  /** What the server has: leaving a field tells of a change that the pause in typing has sent already. */
  private safe: string;

  constructor(private readonly form: HTMLFormElement) {
    this.status = form.querySelector('[data-saved]');
    this.safe = typed(form);
    form.addEventListener('input', () => {
      this.changed(TYPING_PAUSE_MS);
    });
    form.addEventListener('change', () => {
      this.changed(0);
    });
    // Pressing Save sends the same fields in the ordinary way; nothing is pending any more.
    form.addEventListener('submit', () => {
      window.clearTimeout(this.timer);
      this.pending = false;
      this.unsaved = false;
    });
  }

  isPending(): boolean {
    return this.pending || this.running || this.unsaved;
  }

  saveIfPending(): void {
    if (this.pending) this.schedule(0);
  }

  private changed(delay: number): void {
    if (!this.isPending() && typed(this.form) === this.safe) return;
    this.pending = true;
    this.schedule(delay);
  }

  private schedule(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), delay);
  }

  private async save(): Promise<void> {
    if (this.running || this.held || !this.pending) return;
    this.running = true;
    this.pending = false;
    this.say(this.form.dataset['saving'] ?? '', false);
    const sent = typed(this.form);
    const reply = await send(this.form);
    this.running = false;
    if (isSafe(reply)) this.safe = sent;
    this.handle(reply);
    // Something may have been typed while the request was under way.
    if (reply.kind !== 'later') this.saveIfPending();
  }

  private handle(reply: Reply): void {
    if (reply.kind === 'later') {
      this.tryLater(reply.afterMs ?? this.retryMs);
      return;
    }
    this.retryMs = FIRST_RETRY_MS;
    // What the server did not take stays on this page alone: leaving it asks first.
    this.unsaved = !isSafe(reply);
    if (reply.kind === 'saved') this.saved(reply.body);
    else if (reply.kind === 'draft') this.drafted(reply.body);
    else if (reply.kind === 'refused') this.refused(reply.body);
    else if (reply.kind === 'changed-elsewhere') this.hold(reply.body);
    else this.lost();
  }

  private refused({ faults, message }: Refused): void {
    showFaults(this.form, faults);
    this.say(message ?? this.form.dataset['refused'] ?? '', faults.length > 0);
  }

  private lost(): void {
    this.pending = false;
    this.say(this.form.dataset['reload'] ?? '', true);
  }

  /** Whoever saves an answer that was carried over has confirmed it. */
  private confirmed(): void {
    this.form.querySelector('[data-waiting]')?.remove();
    const button = this.form.querySelector<HTMLElement>('[data-confirms]');
    if (button === null) return;
    button.textContent = button.dataset['confirms'] ?? '';
    button.removeAttribute('aria-label');
  }

  private saved(saved: Saved): void {
    this.confirmed();
    this.setNumber('revision', saved.revision);
    this.setDraft(0);
    clearFaults(this.form);
    showWarnings(this.form, saved.warnings);
    this.say(saved.message, false);
  }

  /** Faults stand beside their cells; that something is still empty is no alarm while somebody is typing. */
  private drafted(draft: Draft): void {
    this.setDraft(draft.draft, draft.notice);
    showFaults(this.form, draft.faults);
    this.say(draft.message, false);
  }

  /** Nothing more is sent until the person has chosen between the two answers. */
  private hold(conflict: ChangedElsewhere): void {
    this.held = true;
    this.say('', false);
    showConflict(this.form, conflict, () => {
      this.held = false;
      this.setNumber('revision', conflict.revision);
      this.setNumber('draft', conflict.draft);
      this.changed(0);
    });
  }

  private tryLater(afterMs: number): void {
    this.pending = true;
    this.say(this.form.dataset['offline'] ?? '', true);
    this.schedule(afterMs);
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }

  private setNumber(name: string, value: number): void {
    const field = this.form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = String(value);
  }

  /** Without a draft there is nothing to tell of one, and nothing to discard. */
  private setDraft(draft: number, notice = ''): void {
    this.setNumber('draft', draft);
    const told = this.form.querySelector('[data-draft]');
    if (draft === 0) told?.remove();
    else told?.querySelector('[data-draft-message]')?.replaceChildren(notice);
    const discard = this.form.parentElement?.querySelector<HTMLElement>('[data-discard]');
    if (discard) discard.hidden = draft === 0;
  }

  private say(message: string, failed: boolean): void {
    if (this.status === null) return;
    this.status.textContent = message;
    this.status.classList.toggle('saved--failed', failed);
  }
}
