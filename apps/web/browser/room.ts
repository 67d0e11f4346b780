import { enhanceConfirmations } from './behaviours/confirm.js';
import { enhanceLive } from './behaviours/live.js';
import { enhanceRefresh } from './behaviours/refresh.js';
import { enhanceTimers } from './behaviours/timer.js';
import { enhanceTables } from './tables/entry-table.js';
import { ChangeForm } from './room/change-form.js';
import { openChanges, type Waiting } from './room/kept-changes.js';
import { hasKeptPages, keepPages } from './room/kept-pages.js';
import { sendChange } from './room/protocol.js';
import { Queue } from './room/queue.js';
import { saidOn } from './room/said.js';
import { WaitingPanel } from './room/waiting-panel.js';

// Style sheets show what only a script can do.
document.documentElement.dataset['enhanced'] = '';

enhanceTables(document);
enhanceConfirmations(document);
enhanceRefresh(document);
enhanceTimers(document);

/** Not by `crypto.randomUUID`, which pages without a certificate do not have. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

async function enhanceRoom(body: HTMLElement): Promise<void> {
  const said = saidOn(body);
  const kept = await openChanges();
  const panel = new WaitingPanel(document, said, () => queue, kept.lasts);
  const queue = new Queue({
    seat: body.dataset['seat'] ?? '',
    kept,
    newKey,
    send: (change) => sendChange(change, body, said.say('refused')),
    shown: (waiting, connection) => {
      panel.show(waiting, connection);
      leaving(waiting.length > 0);
    },
    later: (run, ms) => window.setTimeout(run, ms),
  });
  const waiting = await queue.waiting();
  const enhanceForms = (root: ParentNode, kept: readonly Waiting[]): void => {
    for (const form of root.querySelectorAll<HTMLFormElement>('form[data-change]'))
      new ChangeForm(form, { queue, said, newKey, hasKeptPages }).putBack(kept);
  };
  enhanceForms(document, waiting);
  // Sixty phones listen only where there is something to be heard.
  if (document.querySelector('[data-live]') !== null)
    enhanceLive(document, (part) => {
      enhanceTimers(part);
      void queue.waiting().then((kept) => {
        enhanceForms(part, kept);
      });
    });
  document.documentElement.dataset['queue'] = '';
  const drain = (): void => void queue.drain();
  window.addEventListener('online', drain);
  document.addEventListener('visibilitychange', drain);
  if (!kept.lasts)
    window.addEventListener('beforeunload', (event) => {
      if (document.querySelector('[data-waiting-changes]:not([hidden])') !== null) event.preventDefault();
    });
  drain();
}

/** On the page that asks whether one wants to leave. */
function leaving(hasWaiting: boolean): void {
  const warning = document.querySelector<HTMLElement>('[data-leave-waiting]');
  if (warning !== null) warning.hidden = !hasWaiting;
}

void enhanceRoom(document.body);
void keepPages(document.body);
