const SEAT = 'isonomia-seat';
const PAUSE_MS = 400;

/** The worker keeps pages for when there is no connection. It comes only where the browser trusts the certificate. */
export async function keepPages(body: HTMLElement): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const worker = body.dataset['worker'] ?? '';
    await navigator.serviceWorker.register(worker, { scope: body.dataset['room'] ?? '' });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage('here');
    if (isSomebodyElse(body.dataset['seat'] ?? '')) active?.postMessage('forget');
    await controlled();
    await fetchAhead();
  } catch {
    // A certificate that somebody accepted by hand is enough for pages and not for a worker: all else goes on without.
  }
}

export const hasKeptPages = (): boolean => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

/** Whoever had this phone before saw other pages. */
function isSomebodyElse(seat: string): boolean {
  try {
    const before = window.localStorage.getItem(SEAT);
    window.localStorage.setItem(SEAT, seat);
    return before !== null && before !== seat;
  } catch {
    return false;
  }
}

const PATIENCE_MS = 3_000;

/** The worker first, which may be keeping something at this very moment; then whatever there is. */
export async function forgetPages(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.active !== null) await left(registration.active);
    await registration.unregister();
  }
  for (const name of await window.caches.keys()) await window.caches.delete(name);
}

const left = (worker: ServiceWorker): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      resolve();
    };
    window.setTimeout(resolve, PATIENCE_MS);
    worker.postMessage('leave', [port2]);
  });

export const forgetSeat = (): void => {
  try {
    window.localStorage.removeItem(SEAT);
  } catch {
    // Nothing was kept.
  }
};

/** On the first visit the page is there before the worker is. */
const controlled = (): Promise<void> =>
  new Promise((resolve) => {
    const isControlled = (): void => {
      if (navigator.serviceWorker.controller !== null) resolve();
    };
    navigator.serviceWorker.addEventListener('controllerchange', isControlled);
    isControlled();
  });

/** This page, and those that it leads to, one after the other and once a visit: `<a data-keep>`. */
async function fetchAhead(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.room-foot a, a[data-keep]')];
  for (const address of new Set([window.location.pathname, ...links.map(({ pathname }) => pathname)])) {
    if (wasFetched(address)) continue;
    await new Promise((resolve) => window.setTimeout(resolve, PAUSE_MS));
    await fetch(address, { headers: { accept: 'text/html' } });
  }
}

function wasFetched(address: string): boolean {
  try {
    const key = `isonomia-kept ${address}`;
    const known = window.sessionStorage.getItem(key) !== null;
    window.sessionStorage.setItem(key, '');
    return known;
  } catch {
    return true;
  }
}
