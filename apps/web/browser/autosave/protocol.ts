/** What the server answers to a saved answer form; the same route answers a plain form post with a redirect. */
export interface Saved {
  readonly revision: number;
  /** Ready to print: "Saved 14:02". */
  readonly message: string;
  readonly warnings: readonly string[];
}

export interface Refused {
  /** Name of the form field, when the fault belongs to one. */
  readonly faults: readonly { readonly field?: string; readonly message: string }[];
  /** What is still to be filled in: "Not saved yet: …". */
  readonly message?: string;
}

export interface ChangedElsewhere {
  readonly revision: number;
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
  | { readonly kind: 'refused'; readonly body: Refused }
  | { readonly kind: 'changed-elsewhere'; readonly body: ChangedElsewhere }
  /** Signed out, submitted meanwhile, gone: reloading the page tells. */
  | { readonly kind: 'reload' }
  /** Network down or server busy: try again. */
  | { readonly kind: 'later'; readonly afterMs?: number };

export async function send(form: HTMLFormElement): Promise<Reply> {
  // URLSearchParams, since the server takes files only where it asks for them.
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  try {
    const response = await fetch(form.action, {
      method: 'post',
      body: fields,
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
  if (status === 200) return { kind: 'saved', body: (await response.json()) as Saved };
  if (status === 422) return { kind: 'refused', body: (await response.json()) as Refused };
  if (CHANGED_ELSEWHERE.includes(status))
    return { kind: 'changed-elsewhere', body: (await response.json()) as ChangedElsewhere };
  if (!TRY_AGAIN.includes(status)) return { kind: 'reload' };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? { kind: 'later', afterMs: seconds * 1000 } : { kind: 'later' };
}
