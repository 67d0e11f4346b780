/**
 * Between two requests for the page, however much moves: a room that saves at once is drawn once. A page of which there are
 * many says more with `data-live-gap`, and they do not ask all at once: each waits for as long again at most.
 */
const LEAST_GAP_MS = 1_500;
/** After which somebody is tried again who could not be asked. */
const RETRY_MS = 8_000;
/** What moves without being told: who was seen a while ago and no longer is. */
const ANYWAY_MS = 60_000;
const EVERYTHING = '*';

/** What a page does with a part that took the place of an older one. */
export type Refreshed = (part: HTMLElement) => void;

/**
 * Keeps `<… id data-live="groups answers">` up to date below the element with `data-live-from`, an address of events that say
 * which part moved. What is new comes by asking for the page again, so that whoever may no longer see it sees nothing.
 * Without script the page has a link that asks for it.
 */
export function enhanceLive(root: Document, refreshed: Refreshed = () => undefined): Live | undefined {
  const from = root.querySelector<HTMLElement>('[data-live-from]');
  return from === null ? undefined : new Live(from, refreshed);
}

export class Live {
  private readonly moved = new Set<string>();
  private source: EventSource | undefined;
  private timer: number | undefined;
  private askedAt = 0;
  private since: string;

  constructor(
    private readonly from: HTMLElement,
    private readonly refreshed: Refreshed,
  ) {
    this.since = from.dataset['liveSince'] ?? '';
    document.addEventListener('visibilitychange', () => this.follow());
    window.setInterval(() => this.refresh(), ANYWAY_MS);
    this.follow();
  }

  /** Asks for every part anew, soon. */
  refresh(): void {
    this.need([EVERYTHING]);
  }

  /** Nobody looks at a hidden page: it listens again, and hears what it missed, when somebody does. */
  private follow(): void {
    if (document.hidden) this.leave();
    else if (this.source === undefined) this.listen();
  }

  private leave(): void {
    this.source?.close();
    this.source = undefined;
  }

  private listen(): void {
    const source = new EventSource(`${this.from.dataset['liveFrom'] ?? ''}?since=${this.since}`);
    this.source = source;
    source.onopen = () => this.say('on');
    source.onerror = () => {
      this.say('off');
      if (source.readyState === EventSource.CLOSED && this.source === source) this.comeBack();
    };
    source.addEventListener('moved', ({ data, lastEventId }: MessageEvent<string>) => {
      this.since = lastEventId;
      this.need(data.split(' '));
    });
    source.addEventListener('leave', () => {
      this.leave();
      this.say('off');
    });
  }

  /** Refused, or nobody there: the page itself will tell which. */
  private comeBack(): void {
    this.leave();
    window.setTimeout(() => {
      this.refresh();
      this.follow();
    }, RETRY_MS);
  }

  private need(parts: readonly string[]): void {
    for (const part of parts) this.moved.add(part);
    if (document.hidden) return;
    this.timer ??= window.setTimeout(() => void this.ask(), this.wait());
  }

  private wait(): number {
    const gap = Number(this.from.dataset['liveGap'] ?? LEAST_GAP_MS);
    const apart = this.from.dataset['liveGap'] === undefined ? 0 : Math.random() * gap;
    return Math.max(0, this.askedAt + gap - Date.now()) + apart;
  }

  private async ask(): Promise<void> {
    this.askedAt = Date.now();
    const stale = [...document.querySelectorAll<HTMLElement>('[data-live]')].filter((part) => this.isStale(part));
    this.moved.clear();
    if (stale.length > 0) await this.replace(stale);
    this.timer = undefined;
    if (this.moved.size > 0) this.need([]);
  }

  private isStale(part: HTMLElement): boolean {
    return this.moved.has(EVERYTHING) || (part.dataset['live'] ?? '').split(' ').some((one) => this.moved.has(one));
  }

  private async replace(stale: readonly HTMLElement[]): Promise<void> {
    try {
      const response = await fetch(window.location.href, { headers: { accept: 'text/html' } });
      // Sent on to sign in, or told that there is no such thing: nothing more will come.
      if (response.redirected || (response.status >= 400 && response.status < 500)) {
        this.end();
        return;
      }
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      for (const part of stale) this.replaceOne(part, page.getElementById(part.id));
    } catch {
      this.say('off');
    }
  }

  private replaceOne(part: HTMLElement, fresh: HTMLElement | null): void {
    if (fresh === null || fresh.outerHTML === part.dataset['liveWas']) return;
    // Whoever types there would lose what they typed.
    if (part.contains(document.activeElement) && document.activeElement?.matches('input, select, textarea') === true) {
      (part.dataset['live'] ?? '').split(' ').forEach((one) => this.moved.add(one));
      return;
    }
    const was = fresh.outerHTML;
    const held = focusIn(part);
    keepTyped(part, fresh);
    part.replaceWith(fresh);
    fresh.dataset['liveWas'] = was;
    this.refreshed(fresh);
    if (held !== undefined) fresh.querySelector<HTMLElement>(held)?.focus();
  }

  private end(): void {
    this.leave();
    this.say('over');
  }

  private say(state: 'on' | 'off' | 'over'): void {
    for (const line of document.querySelectorAll<HTMLElement>('[data-live-state]')) {
      line.hidden = false;
      line.dataset['liveState'] = state;
      const text = line.dataset[state] ?? '';
      if (line.textContent !== text) line.textContent = text;
    }
  }
}

/** What somebody has typed and not sent yet, or opened, stays. */
function keepTyped(part: HTMLElement, fresh: HTMLElement): void {
  const at = (id: string): Element | null => fresh.querySelector(`#${CSS.escape(id)}`);
  for (const field of part.querySelectorAll<HTMLInputElement>('input[id]')) {
    const same = at(field.id);
    if (same instanceof HTMLInputElement && field.value !== field.defaultValue) same.value = field.value;
  }
  for (const fold of part.querySelectorAll<HTMLDetailsElement>('details[id]')) {
    const same = at(fold.id);
    if (same instanceof HTMLDetailsElement) same.open = fold.open;
  }
}

/** How to find what has the focus in the part that takes this one's place. */
function focusIn(part: HTMLElement): string | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !part.contains(active)) return undefined;
  if (active.id !== '') return `#${CSS.escape(active.id)}`;
  const { focus } = active.dataset;
  return focus === undefined ? undefined : `[data-focus="${CSS.escape(focus)}"]`;
}
