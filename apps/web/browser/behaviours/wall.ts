import type { Live } from './live.js';

/** Where somebody who speaks to their computer, or whose fingers slip, has switched the keys off. */
const KEYS_OFF = 'isonomia-wall-keys-off';
const TYPED_IN = 'input, select, textarea, [contenteditable], dialog';

/**
 * The wall of a workshop, run from where somebody stands: forms change it without leaving the page, single keys press its
 * buttons. Keys are silent where somebody types, with every modifier, and once they are switched off; a screen reader keeps
 * those that it takes for itself.
 */
export function enhanceWall(root: Document, live: Live | undefined): void {
  const wall = root.querySelector<HTMLElement>('[data-wall]');
  if (wall === null) return;
  wall.addEventListener('submit', (event) => void send(event, live));
  const help = root.querySelector<HTMLDialogElement>('#wall-keys');
  if (help !== null) keepSwitch(help);
  wall.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-full-screen]') !== null) void fill(wall);
    if (target.closest('[data-shows-keys]') !== null) help?.showModal();
  });
  document.addEventListener('keydown', (event) => press(wall, event));
}

function press(wall: HTMLElement, event: KeyboardEvent): void {
  const { key } = event;
  if (!isPlain(event)) return;
  const found = wall.querySelector<HTMLElement>(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
  // The help is what tells how to switch the others on again.
  if (found === null || (areOff && key !== '?')) return;
  event.preventDefault();
  if (found instanceof HTMLButtonElement) found.click();
  else found.focus();
}

function isPlain({ key, target, ctrlKey, altKey, metaKey, repeat }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || repeat || key.length !== 1) return false;
  return !(target instanceof Element && target.closest(TYPED_IN) !== null);
}

/** As the form would send it; whatever it answers with is drawn anew. A refusal is shown by sending the form as ever. */
async function send(event: SubmitEvent, live: Live | undefined): Promise<void> {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || live === undefined) return;
  event.preventDefault();
  const fields = [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  try {
    const { ok } = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fields), redirect: 'follow' });
    if (!ok) throw new Error('refused');
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    live.refresh();
  } catch {
    keepPressed(form, submitter);
    form.submit();
  }
}

/** A form that is sent by a program leaves out which button was pressed. */
function keepPressed(form: HTMLFormElement, button: HTMLElement | null): void {
  if (!(button instanceof HTMLButtonElement) || button.name === '') return;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = button.name;
  field.value = button.value;
  form.append(field);
}

async function fill(wall: HTMLElement): Promise<void> {
  if (document.fullscreenElement === null) await wall.requestFullscreen();
  else await document.exitFullscreen();
}

let areOff = false;

function keepSwitch(help: HTMLDialogElement): void {
  const box = help.querySelector<HTMLInputElement>('[data-keys-on]');
  if (box === null) return;
  areOff = kept((storage) => storage.getItem(KEYS_OFF)) === '1';
  box.checked = !areOff;
  box.addEventListener('change', () => {
    areOff = !box.checked;
    kept((storage) => {
      storage.setItem(KEYS_OFF, areOff ? '1' : '0');
    });
  });
}

/** Where nothing may be kept, the switch holds for this page alone. */
function kept<Found>(use: (storage: Storage) => Found): Found | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
