import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InputRefused, Problem, RevisionConflict, type Seat } from '@isonomia/application';
import { EdgeProblem } from '../../http/edge-problem.js';
import { CSRF_FIELD } from '../../http/session/csrf.js';
import { errorsOf, type FaultWords } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

/** A form of the room as somebody sent it, by the page's own script or without one. */
export interface SentForm {
  readonly seat: Seat;
  /** A UUID of this very change: for `RoomChanges.once`. */
  readonly key: string;
  readonly fields: FormFields;
  readonly words: Words;
}

/** What goes back into the form, by field name: the revision that the next change is to name. */
type NewFields = Readonly<Record<string, string>>;

/** Told to the phone as JSON; `status` is stable, everything else is ready to be shown. */
export type RoomReply =
  | { readonly status: 'done'; readonly message: string; readonly fields?: NewFields }
  | {
      readonly status: 'conflict';
      readonly message: string;
      readonly yours: string;
      readonly theirs: string;
      /** What makes the same form overwrite what stands now, once somebody decided that it should. */
      readonly fields: NewFields;
    }
  | { readonly status: 'refused'; readonly message: string; readonly faults: FormErrors };

/** One kind of form of the room; its `<form>` carries `data-change` with the kind. */
export interface RoomForm {
  /** Makes the change, through `RoomChanges`. Problems it throws become words by themselves. */
  take(sent: SentForm): Promise<RoomReply>;
  /** Of the faults of its fields; left out, a fault's path is the field and its label `page.workshop-room.field.<path>`. */
  faults?(sent: SentForm): FaultWords;
  /** Both texts, where the use case throws `RevisionConflict`. */
  conflict?(sent: SentForm, current: unknown): Omit<RoomReply & { readonly status: 'conflict' }, 'status'>;
}

const NEEDED = ['key', 'kind', 'fields'];

/**
 * Which forms of the room can wait on a phone that is away. Whoever makes a page with such a form adds it here, in the
 * constructor of what takes it; the plain form's own route and the phone's queue then do the very same.
 */
@Injectable()
export class RoomForms {
  private readonly forms = new Map<string, RoomForm>();

  add(kind: string, form: RoomForm): void {
    if (this.forms.has(kind)) throw new Error(`Two forms of the room are called "${kind}".`);
    this.forms.set(kind, form);
  }

  async take(kind: string, sent: SentForm): Promise<RoomReply> {
    const form = this.forms.get(kind);
    if (form === undefined) throw refused();
    try {
      return await form.take(sent);
    } catch (problem) {
      return toldOf(problem, form, sent);
    }
  }

  /** From the phone's queue: `{key, kind, fields}`, fields as a form would send them. */
  async takeQueued(body: unknown, asked: { readonly seat: Seat; readonly words: Words }): Promise<RoomReply> {
    const { key, kind, fields } = readQueued(body);
    return this.take(kind, { ...asked, key, fields: new FormFields(fields) });
  }
}

/**
 * Of a plain form: its hidden field, and what was typed. Sent twice by a nervous thumb it is one change; sent again with
 * other words, from a page that the browser kept, it is another.
 */
export function keyOf(body: FormBody): string {
  const { [CSRF_FIELD]: _token, ...typed } = body;
  const digest = createHash('sha256').update(JSON.stringify(typed)).digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-8$4-$5');
}

function toldOf(problem: unknown, form: RoomForm, sent: SentForm): RoomReply {
  const { words } = sent;
  if (problem instanceof RevisionConflict && form.conflict !== undefined)
    return { status: 'conflict', ...form.conflict(sent, problem.current) };
  if (problem instanceof InputRefused) {
    const faults = errorsOf(words, problem.faults, form.faults?.(sent) ?? usualNames(words));
    return { status: 'refused', message: words.t('page.workshop-room.refused'), faults };
  }
  if (!(problem instanceof Problem)) throw problem;
  const what = words.find(`page.errors.code.${problem.code}.what`);
  // What has no words of its own is told by its status, as everywhere else; a lost seat is never the form's fault.
  if (what === undefined || problem.code === 'seat.unusable') throw problem;
  return { status: 'refused', message: `${what} ${words.t(`page.errors.code.${problem.code}.way`)}`, faults: [] };
}

const usualNames = ({ t }: Words): FaultWords => ({
  field: (path) => path,
  label: (path) => t(`page.workshop-room.field.${path}`),
});

interface Queued {
  readonly key: string;
  readonly kind: string;
  readonly fields: FormBody;
}

function readQueued(body: unknown): Queued {
  const given = recordOf(body);
  const { key, kind, fields } = given;
  const hasOthers = Object.keys(given).some((name) => !NEEDED.includes(name));
  if (hasOthers || typeof key !== 'string' || typeof kind !== 'string') throw refused();
  const read = recordOf(fields);
  if (!Object.values(read).every(isTyped)) throw refused();
  return { key, kind, fields: read };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused();
  return value as Readonly<Record<string, unknown>>;
}

const isTyped = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));

const refused = (): EdgeProblem =>
  new EdgeProblem(400, 'body.unknown-field', 'The form holds a field that this page does not have.');
