import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import type { ReleasePage } from './release-page.js';
import { frameView } from './release-view.js';
import { STATE_TAG } from './releases-view.js';

/** Seconds between two looks, without a script. */
const REFRESH_SECONDS = 2;

/** While it is made, or when it could not be. */
export function waitingView(words: Words, { view }: Pick<ReleasePage, 'view'>): object {
  const { t } = words;
  const { head, may } = view;
  const building = head.state === 'building';
  const late = building && may.retry;
  return {
    ...frameView(words, { view }),
    state: t(late ? 'page.releases.state.late' : `page.releases.state.${head.state}`),
    tag: late ? 'tag--attention' : STATE_TAG[head.state],
    what: building ? t('page.release.building') : t(`page.release.failure.${head.failure ?? 'composing'}`),
    late: late ? t('page.release.late') : '',
    refresh: building ? String(REFRESH_SECONDS) : undefined,
    retry: may.retry ? href(ROUTES.retryRelease, { release: head.id }) : undefined,
  };
}
