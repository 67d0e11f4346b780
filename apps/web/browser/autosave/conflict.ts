import { element } from './faults.js';
import type { ChangedElsewhere } from './protocol.js';

/** Shows both answers side by side; the person decides, and neither is lost before that. */
export function showConflict(form: HTMLFormElement, conflict: ChangedElsewhere, keepMine: () => void): void {
  const { labels } = conflict;
  const panel = element('section', 'notice notice--attention', '');
  panel.setAttribute('role', 'alert');
  panel.tabIndex = -1;
  const columns = element('div', 'conflict', '');
  columns.append(version(labels.yours, conflict.yours), version(labels.theirs, conflict.theirs));
  const buttons = element('div', 'button-row', '');
  buttons.append(
    button(labels.keepMine, 'btn btn-primary', () => {
      panel.remove();
      keepMine();
    }),
    button(labels.takeTheirs, 'btn btn-secondary', () => {
      window.location.reload();
    }),
  );
  panel.append(element('p', '', conflict.message), columns, buttons);
  form.prepend(panel);
  panel.focus();
}

function version(title: string, text: string): HTMLElement {
  const box = element('div', '', '');
  box.append(element('h3', '', title), element('p', '', text));
  return box;
}

function button(label: string, className: string, onClick: () => void): HTMLElement {
  const created = element('button', className, label);
  created.setAttribute('type', 'button');
  created.addEventListener('click', onClick);
  return created;
}
