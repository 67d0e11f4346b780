import { Injectable } from '@nestjs/common';
import { maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import { ReviewReader, type ReviewLine, type ReviewReach } from '../ports/review-reader.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Forbidden } from '../problems/problems.js';

export const REVIEW_QUEUES = ['submitted', 'mine', 'others', 'returned', 'validated'] as const;
export type ReviewQueue = (typeof REVIEW_QUEUES)[number];

export interface NamedReviewLine extends ReviewLine {
  /** Who has it in review; somebody without an account any more has no name. */
  readonly reviewerName?: string;
}

export type Reviews = Readonly<Record<ReviewQueue, readonly NamedReviewLine[]>>;

const MOST = 500;
/** How far back the list of what is done goes. */
const LATELY_DAYS = 90;
const DAY_MS = 86_400_000;

/** What waits for this reviewer, what is under way and what was done lately. */
@Injectable()
export class ListReviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ReviewReader,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor): Promise<Reviews> {
    if (!maySomewhere(actor, 'review.take')) throw new Forbidden('review.take');
    const range = { since: new Date(this.clock.now().getTime() - LATELY_DAYS * DAY_MS), most: MOST };
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      this.reader.lines(tx, reachOf(actor), range),
    );
    const people = found.flatMap(({ reviewedBy, last }) => [
      ...(reviewedBy ? [reviewedBy] : []),
      ...(last ? [last.by] : []),
    ]);
    const names = await this.directory.namesOf([...new Set(people)]);
    const lines = found.map((line): NamedReviewLine => {
      const by = line.reviewedBy ?? line.last?.by;
      const reviewerName = by === undefined ? undefined : names.get(by);
      return reviewerName === undefined ? line : { ...line, reviewerName };
    });
    const of = (queue: ReviewQueue) => lines.filter((line) => queueOf(actor, line) === queue);
    return {
      submitted: of('submitted'),
      mine: of('mine'),
      others: of('others'),
      returned: of('returned'),
      validated: of('validated'),
    };
  }
}

function reachOf({ memberships }: Actor): ReviewReach {
  const reviewing = memberships.filter(({ role }) => role === 'reviewer');
  return {
    regions: reviewing.flatMap(({ regionId }) => regionId ?? []),
    agencies: reviewing.flatMap(({ agencyId }) => agencyId ?? []),
    without: memberships.filter(({ role }) => role !== 'reviewer').flatMap(({ agencyId }) => agencyId ?? []),
  };
}

function queueOf(actor: Actor, { state, reviewedBy }: ReviewLine): ReviewQueue {
  if (state === 'submitted' || state === 'validated') return state;
  if (state === 'draft') return 'returned';
  return reviewedBy === actor.userId ? 'mine' : 'others';
}
