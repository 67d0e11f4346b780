import type { GateResult } from '@isonomia/scoring';
import type { ContributedVersion } from '../contribution.js';
import type { ShareRange, ShownScore } from '../release.js';

/**
 * What a workshop leaves, as it stood when it was frozen, and nothing else: plain JSON without words of ours, the same for
 * the same room. Every document of it prints this. Nothing of it enters a release.
 */
export interface WorkshopOutcome {
  readonly format: 'isonomia.workshop/1';
  /** Wherever a number of it stands: nobody has looked at proof, and nobody has validated it. */
  readonly status: 'workshop-self-assessment';
  readonly facts: WorkshopFacts;
  readonly instrument: ContributedVersion;
  readonly agenda: readonly AgendaPoint[];
  readonly attendance: Attendance;
  /** Of which people sat in a group of their own, by country and name. */
  readonly agencies: readonly AttendingAgency[];
  readonly figures: JointFigures;
  readonly named: NamedPart;
  /** What groups put before everybody, without who. */
  readonly strengths: readonly PutForward[];
  readonly limitations: readonly PutForward[];
  /** By addressee and position; numbered through. */
  readonly clauses: readonly AgreedClause[];
  readonly commitments: readonly CountryCommitments[];
  /** By dimension, offers first. */
  readonly exchange: readonly ExchangeLine[];
  readonly quiz?: readonly QuizPhase[];
  /** ISO dates: when those who promised something look at it again. */
  readonly reviewOn: { readonly sixMonths: string; readonly twelveMonths: string };
  /** Group → what it allowed, of those whose results are in here: taken back, and this is handed out no more. */
  readonly consents: Readonly<Record<string, 'counted' | 'named'>>;
}

export interface WorkshopFacts {
  readonly title: string;
  readonly place: string;
  /** ISO dates, both inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
  readonly region: string;
  readonly organisers: readonly string[];
  readonly donors: readonly string[];
  readonly purpose?: string;
  /** Language tags that clauses are worded in; the first leads. */
  readonly languages: readonly string[];
  readonly reference: { readonly from: string; readonly to: string };
  readonly fictional: boolean;
  /** Groups of agencies, and those mixed of several. */
  readonly groups: { readonly agency: number; readonly mixed: number };
}

export interface AgendaPoint {
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly kind: string;
}

/** `women` is absent where it is not shown; the others are men, or did not say: nobody is told apart by not saying. */
export interface Attending {
  readonly people: number;
  readonly women?: number;
}
export interface Attendance {
  readonly all: Attending;
  /** By name; guests of organisations without a country last. */
  readonly countries: readonly (Attending & { readonly country?: string })[];
  /** An agency or another organisation. */
  readonly from: readonly (Attending & { readonly country?: string; readonly name: string })[];
  readonly days: readonly { readonly day: string; readonly people: number }[];
}

export interface AttendingAgency {
  readonly name: string;
  readonly country: string;
  readonly agencyType: string;
}

export interface ClaimedDistribution {
  readonly median: ShownScore;
  /** Only from ten holdings on. */
  readonly quartiles?: { readonly lower: ShownScore; readonly upper: ShownScore };
  /** Some have no such score; how many is not said. */
  readonly partial: boolean;
}

export interface ShownFigures {
  readonly state: 'shown';
  readonly n: { readonly agencies: number; readonly holdings: number };
  /** Of groups: who is in it, so that a later outcome can tell whether all still want to be. */
  readonly members: readonly string[];
  readonly overall?: ClaimedDistribution;
  /** In the instrument's order; those without enough scores are absent. */
  readonly dimensions: readonly (ClaimedDistribution & { readonly dimension: string })[];
  /** Part of the agencies that say themselves that they do not meet a rights minimum; from twelve on. */
  readonly gates: readonly { readonly gate: string; readonly open: ShareRange }[];
  /** Ids of dimensions, best and worst first. */
  readonly strengths: readonly string[];
  readonly gaps: readonly string[];
}

/**
 * `too-few`: fewer than five holdings. `seen-elsewhere`: of so few that are seen nowhere else that they could be worked out.
 * `withdrawn`: somebody who was in the figures of an earlier outcome no longer is, and a second count would show theirs.
 */
export type NoFigures = 'too-few' | 'seen-elsewhere' | 'withdrawn';
export type JointFigures = ShownFigures | { readonly state: 'withheld'; readonly reason: NoFigures };

/** An institution answers for its scores: whole points, and no count of people. */
export interface NamedAgencyResult {
  readonly name: string;
  readonly country: string;
  readonly agencyType: string;
  readonly overall?: number;
  readonly dimensions: Readonly<Record<string, number>>;
  readonly gates: Readonly<Record<string, GateResult['state']>>;
}

/** `left-out`: with names beside the joint figures, results of those without could be worked out. */
export type NamedPart =
  | { readonly state: 'shown'; readonly agencies: readonly NamedAgencyResult[] }
  | { readonly state: 'none' | 'left-out' };

export interface PutForward {
  readonly text: string;
  readonly dimension?: string;
}

export type ClauseMark = 'open' | 'adopted' | 'noted' | 'reserved';

export interface AgreedClause {
  readonly number: number;
  readonly addressee: string;
  /** Language → text; one at least. */
  readonly texts: Readonly<Record<string, string>>;
  readonly dimension?: string;
  readonly mark: ClauseMark;
  /** Names of agencies. What they said of an older wording does not count. */
  readonly agrees: readonly string[];
  readonly abstains: readonly string[];
  readonly reserves: readonly { readonly agency: string; readonly reason: string }[];
}

export interface CountryCommitments {
  readonly country: string;
  readonly agencies: readonly {
    readonly agency: string;
    readonly actions: readonly CommittedAction[];
  }[];
}
export interface CommittedAction {
  readonly what: string;
  readonly owner: string;
  /** ISO date. */
  readonly due: string;
  readonly help?: string;
}

export interface ExchangeLine {
  readonly dimension: string;
  readonly kind: 'offer' | 'ask';
  readonly agency: string;
  readonly country?: string;
  readonly text: string;
}

/** Over everybody who handed a sheet in; never of fewer than five. */
export interface QuizPhase {
  readonly phase: 'before' | 'after';
  readonly sheets: number;
  /** Percent of all answers, whole. */
  readonly right: number;
}
