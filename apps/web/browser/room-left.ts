import { forgetChanges } from './room/kept-changes.js';
import { forgetSeat } from './room/kept-pages.js';

/** Whoever takes this phone next finds nothing of the room. */
async function forgetRoom(): Promise<void> {
  forgetSeat();
  await forgetChanges();
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await window.caches.keys()) await window.caches.delete(name);
  document.documentElement.dataset['forgotten'] = '';
}

void forgetRoom();
