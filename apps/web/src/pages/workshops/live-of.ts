import type { Assets } from '../../http/assets.js';
import { href, ROUTES } from '../../paths.js';

/** What a page of those who lead needs to hear what moves: where from, since when, and the script that listens. */
export const liveOf = (assets: Assets, { workshop, at }: { readonly workshop: string; readonly at: Date }) => ({
  from: href(ROUTES.workshopLive, { workshop }),
  since: String(at.getTime()),
  script: assets.url('live.js'),
});
