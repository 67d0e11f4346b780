import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { isMutating, routesOf } from '../support/routes.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate } from '../support/world.js';

const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';
/** Pictures of pages whose address changes with them. */
const KEPT_BY_BROWSERS = /^GET \/(assets|agencies\/:agency\/logo)/;

type Fault = string;

/** What every answer must carry, whoever asks and whatever becomes of it. */
function faultsOf({ headers, text, type }: Response, route: string, https: boolean): readonly Fault[] {
  const faults: Fault[] = [];
  const demand = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(`${route}: ${fault}`);
  };
  const policy = headers['content-security-policy'] ?? '';
  demand(/default-src 'none'/.test(policy), `its policy lets something load: "${policy}"`);
  demand(!/unsafe|\*|https?:/.test(policy), `its policy is open: "${policy}"`);
  demand(/frame-ancestors 'none'|sandbox/.test(policy), 'it may be framed');
  demand(headers['x-frame-options'] === 'DENY', 'it may be framed by old browsers');
  demand(headers['x-content-type-options'] === 'nosniff', 'its kind may be guessed');
  demand(['same-origin', 'no-referrer'].includes(String(headers['referrer-policy'])), 'its address is told to others');
  demand(headers['x-powered-by'] === undefined && headers['server'] === undefined, 'it says what runs here');
  if (!KEPT_BY_BROWSERS.test(route)) demand(/no-store/.test(String(headers['cache-control'])), 'it may be kept');
  const lasting = /max-age=(\d+)/.exec(String(headers['strict-transport-security']))?.[1] ?? '0';
  demand(
    https ? Number(lasting) >= 31_536_000 : headers['strict-transport-security'] === undefined,
    'it may come without TLS',
  );
  if (type === 'text/html') faults.push(...markupFaults(text, policy).map((fault) => `${route}: ${fault}`));
  return faults;
}

/** Nothing in the page that its own policy would refuse, or would have to be opened for. */
function markupFaults(page: string, policy: string): readonly Fault[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  if (nonce === undefined) return ['a page without a nonce'];
  const inline = [...page.matchAll(/<(script|style)\b(?![^>]*\bsrc=)([^>]*)>/g)].map(([, name, rest = '']) => [
    name,
    rest,
  ]);
  const strange = inline.filter(
    ([, rest = '']) => !rest.includes(`nonce="${nonce}"`) && !rest.includes('application/json'),
  );
  const attributes = [...page.matchAll(/<[a-z][^>]*\s(on\w+|style)="[^"]*"/g)].map(([whole]) => whole.slice(0, 80));
  const links = [...page.matchAll(/\s(?:href|src|action)="(?:javascript|data|vbscript):[^"]*"/gi)].map(
    ([whole]) => whole,
  );
  return [...strange.map(([name]) => `<${String(name)}> without the nonce`), ...attributes, ...links];
}

describe.each([
  ['http on this machine', {}, false],
  ['https', { PUBLIC_URL: 'https://isonomia.example', TRUST_PROXY: '1' }, true],
] as const)('every answer over %s', (_how, settings, https) => {
  let web: TestWeb;
  let visitors: Readonly<Record<string, Visitor>>;
  let places: Readonly<Record<string, string>>;

  beforeAll(async () => {
    web = await startTestWeb(settings);
    // Cookies of an https site do not travel on a plain socket: there, strangers and refusals are what can be seen.
    visitors = { stranger: web.agent() };
    places = { dimension: 'D1', question: 'GOV1', format: 'csv', number: 'overall' };
    if (https) return;
    const world = await populate(web);
    places = { ...places, agency: world.agency, assessment: await world.assessment() };
    visitors = { ...visitors, asha: await signedIn(web, 'asha'), adam: await signedIn(web, 'adam') };
  });
  afterAll(() => web.close());

  const ask = (visitor: Visitor, route: string, accept: string) => {
    const [method = '', pattern = ''] = route.split(' ');
    const address = pattern.replace(/:(\w+)/g, (_, name: string) => places[name] ?? NOBODYS).replace('*', 'none');
    const sent = visitor[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](address);
    return sent.set({ accept, 'x-forwarded-proto': https ? 'https' : 'http' }).redirects(0);
  };
  // Sign-out would end what is being looked at; a printed questionnaire takes a browser.
  const isLookedAt = (route: string): boolean => !/sign-out|questionnaire|DELETE \/api\/session/.test(route);

  it.each([
    ['to people', 'text/html'],
    ['to programs', 'application/json'],
  ])('is inert, framed by nobody, kept by nobody: %s', async (_who, accept) => {
    const faults: Fault[] = [];
    const statuses = new Set<number>();
    for (const route of [
      ...routesOf(web).filter(isLookedAt),
      'GET /no/such/page',
      'POST /no/such/page',
      'GET /assets/none.js',
      'GET /%00',
    ]) {
      for (const [name, visitor] of Object.entries(visitors)) {
        if (name !== 'stranger' && isMutating(route) && accept === 'application/json') continue;
        const reply = await ask(visitor, route, accept);
        statuses.add(reply.status);
        faults.push(...faultsOf(reply, route, https).map((fault) => `${name}, ${fault}`));
      }
    }
    expect(faults).toEqual([]);
    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 400, 403, 404]));
  });

  it('differs in its nonce, also where the same page is asked for', async () => {
    const policies = [];
    for (let n = 0; n < 20; n += 1) {
      const { headers } = await ask(visitors['stranger'] ?? web.agent(), 'GET /sign-in', 'text/html');
      policies.push(String(headers['content-security-policy']));
    }
    expect(new Set(policies).size).toBe(20);
  });
});

describe('what looks for open headers', () => {
  const reply = (headers: Readonly<Record<string, string>>, text = ''): Response =>
    ({ headers, text, type: 'text/html' }) as unknown as Response;

  it('finds each of them', () => {
    const open = faultsOf(
      reply({ 'content-security-policy': "default-src * 'unsafe-inline'", 'x-powered-by': 'x' }),
      'GET /',
      true,
    );
    expect(open).toHaveLength(10);
    const policy = "default-src 'none'; script-src 'nonce-a'; frame-ancestors 'none'";
    const page = '<script>1</script><style nonce="b"></style><p onclick="x"><a style="x" href="javascript:x">';
    expect(markupFaults(page, policy)).toHaveLength(5);
    expect(markupFaults('<script nonce="a"></script><script src="/a.js"></script><a href="/x">', policy)).toEqual([]);
  });
});
