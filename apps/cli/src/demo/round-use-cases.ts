import {
  Carrying,
  ChooseSharing,
  CloseRound,
  Contributions,
  InvitedAgencies,
  InviteAgencies,
  type JobQueue,
  MakeRelease,
  OpenRound,
  type Outbox,
  OutcomeComposer,
  OutcomeFreezer,
  PlanContexts,
  PlanRound,
  ReviewMail,
  ReviewSheets,
  RoundEntry,
  RoundMail,
  RoundMoves,
  StartInRound,
  TakeReview,
  ValidateAssessment,
} from '@isonomia/application';
import type { Ports } from '../ports.js';

/** What a coordinator, a lead and a reviewer do in a round, by the use cases that the pages call. */
export function roundUseCases(ports: Ports, outbox: Outbox, jobs: JobQueue) {
  const { unitOfWork, rounds, roundReader, agencies, assessments, carries, instruments } = ports;
  const { audit, clock, ids, settings, reviews, releases, outcomes } = ports;
  const mail = new RoundMail(rounds, outbox, clock, settings);
  const moves = new RoundMoves(rounds, mail, audit, clock);
  const entry = new RoundEntry(agencies, rounds, carries, instruments);
  const reader = ports.assessmentReader;
  const carrying = new Carrying(reader, instruments, ports.answers, ports.evidence, carries, ids);
  const composer = new OutcomeComposer(instruments, ports.files, ports.directory, ports.hasher, settings, ports.shelf);
  const freezer = new OutcomeFreezer(composer, outcomes, clock, ids);
  const sheets = new ReviewSheets(reader, reviews, instruments);
  const contributions = new Contributions(ports.contributions, outcomes, instruments);
  const invited = new InvitedAgencies(agencies, rounds);
  return {
    plan: new PlanRound(
      unitOfWork,
      rounds,
      ports.places,
      new PlanContexts(roundReader, instruments, clock),
      audit,
      clock,
      ids,
    ),
    open: new OpenRound(unitOfWork, rounds, moves),
    close: new CloseRound(unitOfWork, rounds, moves),
    invite: new InviteAgencies(unitOfWork, rounds, roundReader, mail, audit, clock),
    share: new ChooseSharing(unitOfWork, invited, rounds, audit, clock),
    start: new StartInRound(unitOfWork, entry, assessments, carries, carrying, audit, clock, ids),
    take: new TakeReview(unitOfWork, assessments, reviews, audit, clock),
    validate: new ValidateAssessment(
      unitOfWork,
      assessments,
      sheets,
      reviews,
      freezer,
      contributions,
      new ReviewMail(reviews, outbox, settings),
      audit,
    ),
    release: new MakeRelease(unitOfWork, rounds, releases, jobs, audit, clock, ids),
  };
}
