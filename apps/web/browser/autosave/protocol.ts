/** What the server answers to a saved answer form; the same route answers a plain form post with a redirect. */
export interface Saved {
  readonly revision: number;
  /** Ready to print: "Saved 14:02". */
  readonly message: string;
  readonly warnings: readonly string[];
}

/** No answer yet, and safe all the same. */
export interface Draft {
  /** What the form sends back as the draft that it has seen; 0 when nothing is left to keep. */
  readonly draft: number;
  /** "Draft kept at 14:02 – rows Inspector, Captain still empty". */
  readonly message: string;
  /** The same for the head of the form, where a page that was loaded with a draft says so. */
  readonly notice: string;
  readonly faults: Refused['faults'];
}

export interface Refused {
  /** Name of the form field, when the fault belongs to one. */
  readonly faults: readonly { readonly field?: string; readonly message: string }[];
  /** What is still to be filled in: "Not saved yet: …". */
  readonly message?: string;
}

export interface ChangedElsewhere {
  readonly revision: number;
  readonly draft: number;
  /** "Bruno Okwethi changed this answer at 14:03." */
  readonly message: string;
  readonly yours: string;
  readonly theirs: string;
  readonly labels: {
    readonly yours: string;
    readonly theirs: string;
    readonly keepMine: string;
    readonly takeTheirs: string;
  };
}

export type Reply =
  | { readonly kind: 'saved'; readonly body: Saved }
  | { readonly kind: 'draft'; readonly body: Draft }
  | { readonly kind: 'refused'; readonly body: Refused }
  | { readonly kind: 'changed-elsewhere'; readonly body: ChangedElsewhere }
  /** Signed out, submitted meanwhile, gone: reloading the page tells. */
  | { readonly kind: 'reload' }
  /** Network down or server busy: try again. */
  | { readonly kind: 'later'; readonly afterMs?: number };

/** What stands in the form, without what the server counts. */
export function typed(form: HTMLFormElement): string {
  const fields = fieldsOf(form);
  for (const counted of ['_csrf', 'revision', 'draft']) fields.delete(counted);
  return fields.toString();
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  // Files go only where the server asks for them.
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
}

/** Made up anew whenever a page is opened: the server then knows a page that types on, also when a reply was lost. */
const PAGE = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export async function send(form: HTMLFormElement): Promise<Reply> {
  const body = fieldsOf(form);
  body.set('page', PAGE);
  try {
    const response = await fetch(form.action, {
      method: 'post',
      body,
      headers: { accept: 'application/json' },
      redirect: 'manual',
    });
    return await read(response);
  } catch {
    return { kind: 'later' };
  }
}

const TRY_AGAIN: readonly number[] = [429, 500, 502, 503, 504];
const CHANGED_ELSEWHERE: readonly number[] = [409, 412];

async function read(response: Response): Promise<Reply> {
  const { status } = response;
  if (status === 200) return taken((await response.json()) as Taken);
  if (status === 422) return { kind: 'refused', body: (await response.json()) as Refused };
  if (CHANGED_ELSEWHERE.includes(status)) return conflictOf((await response.json()) as Partial<ChangedElsewhere>);
  if (!TRY_AGAIN.includes(status)) return { kind: 'reload' };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? { kind: 'later', afterMs: seconds * 1000 } : { kind: 'later' };
}

type Taken = (Saved & { readonly status: 'saved' }) | (Draft & { readonly status: 'draft' });

const taken = (body: Taken): Reply => (body.status === 'draft' ? { kind: 'draft', body } : { kind: 'saved', body });

/** A submitted assessment answers with the same status, and has nothing to compare. */
const conflictOf = (body: Partial<ChangedElsewhere>): Reply =>
  body.labels === undefined ? { kind: 'reload' } : { kind: 'changed-elsewhere', body: body as ChangedElsewhere };
