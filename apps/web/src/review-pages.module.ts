import { Module } from '@nestjs/common';
import { ReviewController } from './pages/review/review.controller.js';
import { ReviewEndController } from './pages/review/review-end.controller.js';
import { ReviewPages } from './pages/review/review-pages.js';
import { ReviewPointsController } from './pages/review/review-points.controller.js';
import { ReviewsController } from './pages/review/reviews.controller.js';

/** What reviewers read and decide. */
@Module({
  controllers: [ReviewsController, ReviewController, ReviewPointsController, ReviewEndController],
  providers: [ReviewPages],
})
export class ReviewPagesModule {}
