import { Clock, mailId, Outbox, type MailId } from '@isonomia/application';

const DAY_MS = 86_400_000;

export const daysFrom = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** What is told of the past has happened then. */
export class DaysAgo extends Clock {
  constructor(
    private readonly clock: Clock,
    private readonly days: number,
  ) {
    super();
  }

  now(): Date {
    return daysFrom(this.clock.now(), -this.days);
  }
}

/** Nobody gets mail of what was over long before. */
export class NoMail extends Outbox {
  override post(): Promise<MailId> {
    return Promise.resolve(mailId('00000000-0000-7000-8000-000000000000'));
  }
}
