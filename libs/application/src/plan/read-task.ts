import { userId, type UserId } from '../ids.js';
import type { Colleague } from '../ports/user-directory.js';
import type { Fields } from '../problems/fields.js';
import { TASK_STATES, type TaskDelivery, type TaskPromise } from './plan.js';

/** As typed; what is left empty comes from the recommendation, or is not known. */
export interface PromiseInput {
  readonly what?: string;
  readonly ownerRole?: string;
  readonly ownerName?: string;
  /** The account of a colleague. */
  readonly ownerId?: string;
  readonly due?: string;
  readonly indicator?: string;
  readonly target?: string;
  readonly reminders: boolean;
}

export interface DeliveryInput {
  readonly state: string;
  readonly reason?: string;
  readonly measured?: string;
  readonly note?: string;
}

const LONGEST = 2_000;
const LONG = 500;

export function readPromise(fields: Fields, input: PromiseInput, colleagues: readonly Colleague[]): TaskPromise {
  const words = {
    what: fields.optionalText('what', input.what, LONGEST),
    ownerRole: fields.optionalText('ownerRole', input.ownerRole),
    ownerName: fields.optionalText('ownerName', input.ownerName),
    due: fields.optionalDate('due', input.due),
    indicator: fields.optionalText('indicator', input.indicator, LONG),
    target: fields.optionalText('target', input.target, LONG),
  };
  const ownerId = readOwner(fields, input.ownerId, colleagues);
  return { ...present(words), ...(ownerId !== undefined && { ownerId }), reminders: input.reminders };
}

/** Only people of the agency: nobody learns from a refusal who has an account elsewhere. */
function readOwner(fields: Fields, typed: string | undefined, colleagues: readonly Colleague[]): UserId | undefined {
  if (typed === undefined || typed === '') return undefined;
  const found = colleagues.find((one) => one.userId === userId(typed));
  if (found === undefined) fields.fault('ownerId', 'not-in-list', { allowed: '' });
  return found?.userId;
}

export interface ReadDelivery {
  readonly delivery: TaskDelivery;
  readonly note?: string;
}

export function readDelivery(fields: Fields, input: DeliveryInput, withdrawn: boolean): ReadDelivery {
  const state = fields.oneOf('state', input.state, TASK_STATES) ?? 'to-do';
  const reason = fields.optionalText('reason', input.reason, LONGEST);
  const stays = withdrawn && state === 'dropped';
  if (state === 'dropped' && reason === undefined && !stays) fields.fault('reason', 'missing');
  const measured = fields.optionalText('measured', input.measured, LONG);
  const note = fields.optionalText('note', input.note, LONGEST);
  const why = state === 'dropped' ? reason : undefined;
  const delivery = { state, withdrawn: stays, ...present({ reason: why, measured }) };
  return { delivery, ...(note !== undefined && { note }) };
}

function present<Key extends string>(
  values: Readonly<Record<Key, string | undefined>>,
): { readonly [name in Key]?: string } {
  const there = Object.entries<string | undefined>(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { readonly [name in Key]?: string };
}
