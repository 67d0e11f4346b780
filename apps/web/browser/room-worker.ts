/** Of a service worker, as much as is used here: its own library of types and that of pages exclude each other. */
interface WorkerEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly location: Location;
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(
    type: 'message',
    listener: (event: WorkerEvent & { readonly data: unknown; readonly ports: readonly MessagePort[] }) => void,
  ): void;
}
const scope = globalThis as unknown as WorkerScope;

const CACHE = 'isonomia-room';
const ROOM = '/workshop';
const AWAY = '/workshop/away';
const ASSETS = '/assets/';
/** Never kept: a stream has no end, and the worker is asked for by the browser itself. */
const NOT_PAGES: readonly string[] = ['/workshop/live', '/workshop/worker.js'];
/** On a network that is there and hardly moves, the page of before is better than none. */
const PATIENCE_MS = 8_000;
/** Set by the server where this phone has no seat any more. */
const SEAT_HEADER = 'x-isonomia-seat';

scope.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepAway(), scope.skipWaiting()]));
});
scope.addEventListener('activate', (event) => {
  event.waitUntil(scope.clients.claim());
});
scope.addEventListener('message', (event) => {
  if (event.data === 'here') hasLeft = false;
  if (event.data === 'forget') event.waitUntil(forget().then(keepAway));
  if (event.data === 'leave') event.waitUntil(leave(event.ports[0]));
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Pages of those who lead begin with the same letters, and are none of ours.
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (url.pathname.startsWith(ASSETS)) event.respondWith(asset(request));
  else if (isPage(request, url)) event.respondWith(page(event));
});

const isPage = ({ headers }: Request, { pathname }: URL): boolean =>
  (pathname === ROOM || pathname.startsWith(`${ROOM}/`)) &&
  !NOT_PAGES.includes(pathname) &&
  (headers.get('accept') ?? '').includes('text/html');

/** Between leaving and sitting down again nothing is kept, whatever is still on its way. */
let hasLeft = false;
const underWay = new Set<Promise<unknown>>();

async function leave(port: MessagePort | undefined): Promise<void> {
  hasLeft = true;
  await Promise.allSettled(underWay);
  await forget();
  port?.postMessage('left');
}

const forget = (): Promise<boolean> => scope.caches.delete(CACHE);

async function keepAway(): Promise<void> {
  try {
    const response = await fetch(AWAY, { headers: { accept: 'text/html' } });
    if (response.ok) await put(AWAY, response);
  } catch {
    // Kept with the next page that is opened.
  }
}

/** Its name changes with its content: what is kept is right for good. */
async function asset(request: Request): Promise<Response> {
  const known = await scope.caches.match(request);
  if (known !== undefined) return known;
  const response = await fetch(request);
  if (response.ok) await put(request.url, response.clone());
  return response;
}

async function put(address: string, response: Response): Promise<void> {
  if (hasLeft) return;
  const putting = scope.caches.open(CACHE).then((cache) => cache.put(address, response));
  underWay.add(putting);
  await putting.finally(() => underWay.delete(putting));
}

/** From the network as long as there is one; else as it was the last time. */
async function page(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const fromNetwork = fetch(request).then(async (response) => {
    await keep(request, response.clone());
    return response;
  });
  event.waitUntil(fromNetwork.catch(() => undefined));
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
  try {
    const response = await Promise.race([fromNetwork, patience]);
    return response ?? (await kept(request)) ?? (await fromNetwork);
  } catch {
    return (await kept(request)) ?? (await scope.caches.match(AWAY)) ?? Response.error();
  }
}

async function keep(request: Request, response: Response): Promise<void> {
  if (response.headers.has(SEAT_HEADER)) {
    await forget();
    return;
  }
  const isHtml = (response.headers.get('content-type') ?? '').startsWith('text/html');
  if (!response.ok || response.redirected || !isHtml) return;
  await put(pathOf(request), response);
}

const kept = (request: Request): Promise<Response | undefined> => scope.caches.match(pathOf(request));

/** Without its query: "saved" is said once. */
const pathOf = ({ url }: Request): string => new URL(url).pathname;
