/** Fields of a form by name, as it would send them. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;
type NewFields = Readonly<Record<string, string>>;

/** What the server answers to a change; texts are ready to be shown. */
export interface Done {
  readonly status: 'done';
  readonly message: string;
  readonly fields?: NewFields;
}
interface Conflict {
  readonly status: 'conflict';
  readonly message: string;
  readonly yours: string;
  readonly theirs: string;
  readonly fields: NewFields;
}
interface Refused {
  readonly status: 'refused';
  readonly message: string;
  readonly faults: readonly { readonly field?: string; readonly message: string }[];
}
/** What stands in the way of a change until somebody decides. */
export type Told = Conflict | Refused;

export type Answer =
  | Done
  | Told
  /** No connection, or a server that has much to do. */
  | { readonly status: 'later'; readonly afterMs?: number }
  /** This phone has no seat any more: whatever waits goes on waiting. */
  | { readonly status: 'lost-seat' };

export interface Change {
  readonly key: string;
  readonly kind: string;
  readonly fields: Typed;
}

/** A page of a phone on a bad network gives up before its owner does. */
const PATIENCE_MS = 20_000;
const TRY_AGAIN: readonly number[] = [408, 425, 429, 500, 502, 503, 504];
const FORBIDDEN = 403;
/** Set by the server where this phone has no seat any more. */
const SEAT_HEADER = 'x-isonomia-seat';

/** Sends one change. `refused` are the words for what the server did not want to explain. */
export async function sendChange(change: Change, body: HTMLElement, refused: string): Promise<Answer> {
  const first = await post(change, body);
  if (first?.status !== FORBIDDEN) return first === undefined ? { status: 'later' } : read(first, refused);
  // The token of a page that was kept for long may be of another time; the room hands out the one of now.
  const now = await roomOfNow(body);
  if (now === undefined) return read(first, refused);
  // To somebody else who sat down on this phone meanwhile: what was typed before is not for them to say.
  if (now.seat !== body.dataset['seat']) return { status: 'lost-seat' };
  body.dataset['csrf'] = now.csrf;
  const second = await post(change, body);
  return second === undefined ? { status: 'later' } : read(second, refused);
}

async function post({ key, kind, fields }: Change, { dataset }: HTMLElement): Promise<Response | undefined> {
  try {
    return await fetch(dataset['changes'] ?? '', {
      method: 'post',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': dataset['csrf'] ?? '',
      },
      body: JSON.stringify({ key, kind, fields }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return undefined;
  }
}

interface Room {
  /** Absent where this phone has none any more. */
  readonly seat?: string | undefined;
  readonly csrf: string;
}

async function roomOfNow({ dataset }: HTMLElement): Promise<Room | undefined> {
  try {
    const response = await fetch(dataset['room'] ?? '', { headers: { accept: 'text/html' }, cache: 'no-store' });
    if (response.headers.has(SEAT_HEADER)) return { csrf: '' };
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const { seat, csrf } = page.body.dataset;
    return response.ok && csrf !== undefined && csrf !== dataset['csrf'] ? { seat, csrf } : undefined;
  } catch {
    return undefined;
  }
}

async function read(response: Response, refused: string): Promise<Answer> {
  if (TRY_AGAIN.includes(response.status)) return later(response);
  const body = await jsonOf(response);
  // Whoever is between phone and server may answer too, with a page of its own: that says nothing of the change.
  if (body === undefined) return { status: 'later' };
  if (body.status === 'done' || body.status === 'conflict' || body.status === 'refused') return body;
  if (body.code === 'seat.unusable') return { status: 'lost-seat' };
  return { status: 'refused', message: body.detail ?? refused, faults: [] };
}

type Body = Done | Told | { readonly status?: number; readonly code?: string; readonly detail?: string };

async function jsonOf(response: Response): Promise<Body | undefined> {
  try {
    return (await response.json()) as Body;
  } catch {
    return undefined;
  }
}

function later({ headers }: Response): Answer {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? { status: 'later', afterMs: seconds * 1000 } : { status: 'later' };
}
