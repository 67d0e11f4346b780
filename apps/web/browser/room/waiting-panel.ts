import { element } from '../autosave/faults.js';
import type { Waiting } from './kept-changes.js';
import type { Connection, Queue } from './queue.js';
import type { Said } from './said.js';

/** Above every page of the room: how many changes wait, and what somebody has to decide before they can go on. */
export class WaitingPanel {
  private readonly place: HTMLElement | null;
  private readonly state: HTMLElement | null;
  private shown = '';

  constructor(
    root: ParentNode,
    private readonly said: Said,
    private readonly queue: () => Queue,
    private readonly lasts: boolean,
  ) {
    this.place = root.querySelector('[data-waiting-changes]');
    this.state = root.querySelector('[data-connection]');
  }

  show(waiting: readonly Waiting[], connection: Connection): void {
    this.showConnection(connection);
    // Drawn anew only when something else is to be said: buttons must not move under a finger.
    const now = JSON.stringify([
      waiting.map(({ id, key, told }) => [id, key, told?.status]),
      connection === 'lost-seat',
    ]);
    if (this.place === null || now === this.shown) return;
    this.shown = now;
    this.place.replaceChildren(...this.parts(waiting, connection));
    this.place.hidden = waiting.length === 0;
  }

  private showConnection(connection: Connection): void {
    if (this.state === null) return;
    const text = this.said.say(connection === 'lost-seat' ? 'away' : connection);
    if (this.state.textContent !== text) this.state.textContent = text;
    this.state.dataset['connection'] = connection;
    this.state.hidden = false;
  }

  private parts(waiting: readonly Waiting[], connection: Connection): readonly HTMLElement[] {
    const unsent = waiting.filter(({ told }) => told === undefined).length;
    return [
      ...(connection === 'lost-seat' ? [notice('alert', this.said.say('lost-seat'))] : []),
      ...(unsent > 0 ? [notice('status', this.said.waiting(unsent))] : []),
      ...(unsent > 0 && !this.lasts ? [notice('status', this.said.say('memory'))] : []),
      ...waiting.flatMap((one) => (one.told === undefined ? [] : [this.told(one)])),
    ];
  }

  private told(change: Waiting): HTMLElement {
    const { told, title, page, id } = change;
    const panel = element('section', 'notice notice--attention', '');
    panel.setAttribute('role', 'alert');
    const link = element('a', '', title);
    link.setAttribute('href', page);
    const head = element('p', '', '');
    head.append(link);
    panel.append(head, element('p', '', told?.message ?? ''));
    const buttons = element('div', 'button-row', '');
    if (told?.status === 'conflict') {
      const columns = element('div', 'conflict', '');
      columns.append(this.text('yours', told.yours), this.text('theirs', told.theirs));
      panel.append(columns);
      buttons.append(
        this.button('keep-mine', 'btn btn-primary', () => this.queue().keepMine(id)),
        this.button('take-theirs', 'btn btn-secondary', () => this.takeTheirs(change)),
      );
    } else {
      for (const { message } of told?.status === 'refused' ? told.faults : []) panel.append(element('p', '', message));
      buttons.append(this.button('discard', 'btn btn-secondary', () => this.takeTheirs(change)));
    }
    panel.append(buttons);
    return panel;
  }

  /** The page as it stands at the server, without what was typed here. */
  private async takeTheirs({ id, page }: Waiting): Promise<void> {
    await this.queue().discard(id);
    if (page === window.location.pathname) window.location.reload();
  }

  private text(label: 'yours' | 'theirs', text: string): HTMLElement {
    const box = element('div', '', '');
    box.append(element('h3', '', this.said.say(label)), element('p', '', text));
    return box;
  }

  private button(name: string, className: string, onClick: () => Promise<void>): HTMLElement {
    const created = element('button', className, this.said.say(name));
    created.setAttribute('type', 'button');
    created.addEventListener('click', () => void onClick());
    return created;
  }
}

function notice(role: 'alert' | 'status', text: string): HTMLElement {
  const created = element('p', 'notice', text);
  created.setAttribute('role', role);
  return created;
}
