import type { Settle } from '../autosave/autosave.js';

/** Of this tab alone; gone once it was put back, and with signing out. */
const KEY = 'isonomia:typed';
/** Nobody leaves a page in one language and comes to it in another a day later. */
const LONGEST_MS = 60_000;

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
interface Typed {
  readonly path: string;
  readonly at: number;
  /** Position of the field in the page → what stood in it. */
  readonly fields: readonly (readonly [position: number, name: string, value: string | boolean])[];
}

/**
 * Another language keeps what was typed: answers are saved before the page is left, and what stands in other forms is put
 * back into the page that comes. Without script the answers that were saved stand there, as after any other link.
 */
export function enhanceLanguageSwitch(root: ParentNode, settle: Settle): void {
  putBack(root);
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[data-language]'))
    link.addEventListener('click', () => {
      keep(root);
    });
  const form = root.querySelector<HTMLFormElement>('form[data-language]');
  form?.addEventListener('submit', (event) => {
    if (form.dataset['settled'] !== undefined) return;
    event.preventDefault();
    const { submitter } = event;
    void settle().then(() => {
      keep(root);
      form.dataset['settled'] = '';
      // A form that is still telling of its being sent takes no second request to send it.
      window.setTimeout(() => {
        form.requestSubmit(submitter);
      });
    });
  });
}

/** No password, no file, and nothing that the page itself set or keeps on the server. */
const fieldsOf = (root: ParentNode): readonly Field[] => [
  ...root.querySelectorAll<Field>(
    'main form:not([data-enhance="autosave"]) :is(input:not([type="hidden"], [type="password"], [type="file"]), select, textarea)',
  ),
];

function keep(root: ParentNode): void {
  const fields = fieldsOf(root).flatMap((field, position) => {
    const value = changed(field);
    return value === undefined ? [] : [[position, field.name, value] as const];
  });
  const typed: Typed = { path: window.location.pathname, at: Date.now(), fields };
  if (fields.length > 0) storage((store) => store.setItem(KEY, JSON.stringify(typed)));
}

/** What somebody made of the field; undefined where it stands as the page came. */
function changed(field: Field): string | boolean | undefined {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const first = options.find((option) => option.defaultSelected) ?? options[0];
    return first?.value === field.value ? undefined : field.value;
  }
  if (field.type === 'checkbox' || field.type === 'radio') {
    const { checked, defaultChecked } = field as HTMLInputElement;
    return checked === defaultChecked ? undefined : checked;
  }
  return field.value === field.defaultValue ? undefined : field.value;
}

function putBack(root: ParentNode): void {
  const typed = storage((store) => {
    const kept = store.getItem(KEY);
    store.removeItem(KEY);
    return kept === null ? undefined : (JSON.parse(kept) as Typed);
  });
  if (typed?.path !== window.location.pathname || Date.now() - typed.at > LONGEST_MS) return;
  const fields = fieldsOf(root);
  for (const [position, name, value] of typed.fields) {
    const field = fields[position];
    if (field?.name !== name) continue;
    if (typeof value === 'string') field.value = value;
    else if (field instanceof HTMLInputElement) field.checked = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Some browsers refuse it altogether; then nothing is kept, and nothing breaks. */
function storage<Result>(use: (store: Storage) => Result): Result | undefined {
  try {
    return use(window.sessionStorage);
  } catch {
    return undefined;
  }
}
