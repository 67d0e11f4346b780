import type { ReleaseHead, ReleaseList } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

export const STATE_TAG: Readonly<Record<ReleaseHead['state'], string>> = {
  building: '',
  ready: 'tag--positive',
  failed: 'tag--danger',
};

/** A region has no clock of its own. */
const CLOCK = 'UTC';

export function releasesView(words: Words, list: ReleaseList, mayOversee: boolean): object {
  const { t } = words;
  const { round, releases, may } = list;
  const here = { round: round.id };
  const underWay = releases.some(({ state }) => state !== 'ready');
  return {
    crumbs: mayOversee ? [{ href: href(ROUTES.round, here), label: round.name }] : [],
    lead: t('page.releases.lead', { round: round.name, region: round.regionName }),
    releases: releases.map((release) => lineView(words, release)),
    make: may.make ? href(ROUTES.releases, here) : undefined,
    why: mayOversee ? whyNot(words, list, underWay) : '',
    prospect: mayOversee ? href(ROUTES.prospect, here) : undefined,
    named: href(ROUTES.named, here),
    empty: t(mayOversee ? 'page.releases.empty' : 'page.releases.empty-agency'),
  };
}

function whyNot({ t }: Words, { round }: ReleaseList, underWay: boolean): string {
  if (round.state !== 'closed') return t('page.releases.not-closed');
  return underWay ? t('page.releases.under-way') : '';
}

function lineView({ t, format }: Words, release: ReleaseHead): object {
  const { id, number, state, createdAt, finishedAt } = release;
  const at = (when: Date): string => `${format.instant(when.toISOString(), CLOCK)} ${CLOCK}`;
  return {
    href: href(ROUTES.release, { release: id }),
    title: t('page.releases.number', { number }),
    state: t(`page.releases.state.${state}`),
    tag: STATE_TAG[state],
    note:
      state === 'ready' && finishedAt !== undefined
        ? t('page.releases.finished', { at: at(finishedAt) })
        : t('page.releases.asked', { at: at(createdAt) }),
  };
}
