import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendChange, type Answer } from './protocol.js';

/** Who sits in front of this phone's cookie, and the token of their pages: the server takes no other. */
interface Sitting {
  readonly seat: string;
  readonly csrf: string;
}

/** What a browser brings along and Node does not: of a page, its `data-…` alone. */
class Parser {
  parseFromString(html: string): { readonly body: { readonly dataset: Readonly<Record<string, string>> } } {
    const data = [...html.matchAll(/data-(\w+)="(\w+)"/g)].map(([, name = '', value = '']) => [name, value]);
    return { body: { dataset: Object.fromEntries(data) as Record<string, string> } };
  }
}

describe('a change on its way from a phone', () => {
  const browser = { fetch: globalThis.fetch, DOMParser: Reflect.get(globalThis, 'DOMParser') as unknown };
  let sitting: Sitting | undefined;
  let taken: string[];

  beforeEach(() => {
    taken = [];
    Object.assign(globalThis, { fetch: answered, DOMParser: Parser });
  });
  afterEach(() => {
    Object.assign(globalThis, browser);
  });

  const answered = (_address: string, { method, headers }: RequestInit = {}): Promise<Response> =>
    Promise.resolve(method === 'post' ? changed(new Headers(headers).get('x-csrf-token')) : room());
  const changed = (token: string | null): Response => {
    if (token !== sitting?.csrf) return Response.json({ status: 403, code: 'csrf.refused' }, { status: 403 });
    taken.push(sitting.seat);
    return Response.json({ status: 'done', message: 'Saved' });
  };
  const room = (): Response =>
    sitting === undefined
      ? new Response('', { status: 404, headers: { 'x-isonomia-seat': 'none' } })
      : new Response(`<body data-seat="${sitting.seat}" data-csrf="${sitting.csrf}">`);
  const page = (dataset: Sitting) => ({ dataset: { changes: '/workshop/changes', room: '/workshop', ...dataset } });
  const sent = (from: Sitting): Promise<Answer> =>
    sendChange({ key: 'k', kind: 'answer', fields: {} }, page(from) as unknown as HTMLElement, 'No.');

  it('takes the token of now where the same person sat down anew', async () => {
    sitting = { seat: 'asha', csrf: 'new' };
    expect(await sent({ seat: 'asha', csrf: 'old' })).toMatchObject({ status: 'done' });
    expect(taken).toEqual(['asha']);
  });

  it('is never made in the name of somebody else who sat down on the phone meanwhile', async () => {
    sitting = { seat: 'ben', csrf: 'bens' };
    expect(await sent({ seat: 'asha', csrf: 'ashas' })).toEqual({ status: 'lost-seat' });
    expect(taken).toEqual([]);
  });

  it('waits where nobody sits there any more', async () => {
    sitting = undefined;
    expect(await sent({ seat: 'asha', csrf: 'ashas' })).toEqual({ status: 'lost-seat' });
  });
});
