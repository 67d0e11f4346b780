import { REVIEW_QUEUES, type NamedReviewLine, type ReviewQueue, type Reviews } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

const DAY_MS = 86_400_000;
/** Said even when there is nothing: what a person looks for first. */
const ALWAYS: readonly ReviewQueue[] = ['mine'];
/** What is one's own comes first, then what nobody has. */
const ORDER: readonly ReviewQueue[] = ['mine', ...REVIEW_QUEUES.filter((queue) => queue !== 'mine')];

/** What waits for a reviewer, by what has happened to it. */
export function reviewsView(words: Words, reviews: Reviews, returned: boolean, now = new Date()): object {
  const { t, find } = words;
  const nothing = REVIEW_QUEUES.every((queue) => reviews[queue].length === 0);
  return {
    title: t('page.reviews.title'),
    lead: t('page.reviews.lead'),
    saved: returned ? t('page.review.saved.returned') : undefined,
    nothing: nothing ? t('page.reviews.nothing') : undefined,
    queues: ORDER.filter((queue) => reviews[queue].length > 0 || (ALWAYS.includes(queue) && !nothing)).map((queue) => ({
      id: queue,
      title: t(`page.reviews.queue.${queue}`),
      empty: find(`page.reviews.empty.${queue}`),
      lines: reviews[queue].map((line) => lineView(words, queue, line, now)),
    })),
  };
}

function lineView(words: Words, queue: ReviewQueue, line: NamedReviewLine, now: Date): object {
  const { t } = words;
  const { title, country, round, submittedAt } = line;
  const place = { title, country, round: round ?? '' };
  return {
    href: addressOf(queue, line),
    title: line.agency.name,
    place: t(round === undefined ? 'page.reviews.place' : 'page.reviews.place-round', place),
    note: noteOf(words, queue, line),
    waiting: queue === 'submitted' && submittedAt !== undefined ? waitingOf(words, submittedAt, now) : undefined,
  };
}

/** What was returned is its agency's again. */
function addressOf(queue: ReviewQueue, { assessment }: NamedReviewLine): string | undefined {
  if (queue === 'returned') return undefined;
  return queue === 'validated' ? href(ROUTES.result, { assessment }) : href(ROUTES.review, { assessment });
}

function noteOf({ t, format }: Words, queue: ReviewQueue, line: NamedReviewLine): string {
  const { submittedAt, last, timeZone } = line;
  const day = (at: Date | undefined): string => (at === undefined ? '' : format.dayOf(at.toISOString(), timeZone));
  const values = {
    on: day(submittedAt),
    since: day(last?.at),
    returned: day(last?.at),
    name: line.reviewerName ?? t('page.reviews.somebody'),
  };
  const again = queue === 'submitted' && last?.step === 'returned';
  return t(`page.reviews.note.${again ? 'again' : queue}`, values);
}

function waitingOf({ t }: Words, since: Date, now: Date): string {
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  return days < 1 ? t('page.reviews.waiting.zero') : t('page.reviews.waiting', { count: days });
}
