import type { Refused } from './protocol.js';

/** Puts each message beside its field, tied to it for a screen reader; the rest on top of the form. */
export function showFaults(form: HTMLFormElement, faults: Refused['faults']): void {
  clearFaults(form);
  for (const [index, fault] of faults.entries()) {
    const field = fault.field === undefined ? null : form.elements.namedItem(fault.field);
    const control = field instanceof RadioNodeList ? (field[0] as HTMLElement | undefined) : field;
    const message = element('p', 'field__error', fault.message);
    message.id = `${form.id}-fault-${String(index)}`;
    if (control instanceof HTMLElement) {
      control.setAttribute('aria-invalid', 'true');
      control.setAttribute('aria-describedby', message.id);
      // Inside a table a message beside the cell would break the row.
      (control.closest('.table-frame') ?? control).before(message);
    } else form.prepend(message);
  }
}

export function clearFaults(form: HTMLFormElement): void {
  // Those of the page as it was loaded, too.
  for (const message of form.querySelectorAll('.field__error')) message.remove();
  for (const field of form.querySelectorAll('.field--invalid')) field.classList.remove('field--invalid');
  for (const control of form.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    control.removeAttribute('aria-describedby');
  }
}

export function showWarnings(form: HTMLFormElement, warnings: readonly string[]): void {
  const place = form.querySelector('[data-warnings]');
  if (place === null) return;
  place.replaceChildren(...warnings.map((warning) => element('p', 'notice notice--attention', warning)));
}

export function element(name: string, className: string, text: string): HTMLElement {
  const created = document.createElement(name);
  created.className = className;
  created.textContent = text;
  return created;
}
