import { forgetChanges } from './room/kept-changes.js';
import { forgetPages, forgetSeat } from './room/kept-pages.js';

/** Whoever takes this phone next finds nothing of the room. */
async function forgetRoom(): Promise<void> {
  forgetSeat();
  await forgetChanges();
  await forgetPages();
  document.documentElement.dataset['forgotten'] = '';
}

void forgetRoom();
