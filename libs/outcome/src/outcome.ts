import type { AnswerFile, Instrument, Review } from '@isonomia/instrument';
import type { Recommendation, RecommendationRule } from '@isonomia/recommendation';
import type { AssessmentScore } from '@isonomia/scoring';
import type { Practice } from './practice.js';

/** What `isonomia score` prints and the outcome freezes: scores, recommendations, and the hash that pins them. */
export interface AssessmentResult extends AssessmentScore {
  readonly instrument: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly engine: string;
  readonly recommendations: readonly Recommendation[];
  /** SHA-256 of the canonical JSON of instrument, answers with review, and this object without `sha256`. */
  readonly sha256: string;
}

/** Words of one language, flat: `GOV1.question` → text. Keys: see the content lib's README. */
export type Texts = Readonly<Record<string, string>>;

/** Frozen at submission, plain JSON, readable forever whatever later happens to the instrument. */
export interface Outcome {
  readonly format: 'isonomia.outcome/1';
  readonly instrument: Instrument;
  readonly rules: readonly RecommendationRule[];
  readonly references: readonly Reference[];
  /** Language → texts, as they stood. */
  readonly texts: Readonly<Record<string, Texts>>;
  /** What others have done about its items and rules; outcomes of before this was kept have none. */
  readonly practices?: readonly Practice[];
  readonly agency: AgencyProfile;
  readonly answers: AnswerFile;
  readonly review: Review;
  /** ISO date of the staff counts. */
  readonly stockDate: string;
  readonly status: 'draft' | 'submitted' | 'validated';
  readonly revision: number;
  readonly evidence: readonly EvidenceNote[];
  readonly comments: readonly {
    readonly question: string;
    readonly by: string;
    readonly at: string;
    readonly text: string;
  }[];
  readonly respondents: readonly { readonly role: string; readonly answers: number }[];
  readonly approval?: Approval;
  /** ISO instants; given by the caller, never read from a clock here. */
  readonly submittedAt?: string;
  readonly validatedAt?: string;
  readonly result: AssessmentResult;
}

export interface AgencyProfile {
  readonly name: string;
  readonly type: string;
  readonly country: string;
  readonly region?: string;
  readonly legalFrame?: string;
  readonly ranks: readonly { readonly id: string; readonly label: string; readonly band: string }[];
  readonly units: readonly { readonly id: string; readonly label: string }[];
  readonly currency: string;
  readonly timeZone: string;
  /** The agency's own protective marking, printed on cover and header, e.g. "Official". */
  readonly marking?: string;
  /** Data URI of PNG or JPEG. */
  readonly logo?: string;
  readonly fictional: boolean;
}

export interface EvidenceNote {
  readonly id: string;
  readonly kind: 'file' | 'link' | 'citation';
  readonly title: string;
  readonly number?: string;
  readonly date?: string;
  readonly holder?: string;
  readonly page?: string;
  readonly url?: string;
  readonly restricted: boolean;
  readonly fileName?: string;
  readonly sha256?: string;
}

export interface Approval {
  readonly name: string;
  readonly function: string;
  readonly date: string;
  /** Evidence id of a signed decision, if there is one. */
  readonly evidence?: string;
  /** The decision, when it is no evidence of an answer; outcomes of before this was asked have none. */
  readonly document?: EvidenceNote;
}

export interface Reference {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly year?: number;
  readonly article?: string;
  readonly applicability: 'treaty' | 'resolution' | 'declaration' | 'standard' | 'national' | 'guidance';
  readonly country?: string;
  readonly verified: boolean;
}

/** What the agency decided on a recommendation; printed beside it. */
export interface Decision {
  readonly rule: string;
  readonly decision: 'accepted' | 'adapted' | 'declined';
  readonly reason?: string;
  readonly adaptedText?: string;
  readonly owner?: string;
  readonly due?: string;
}

export type Edition = 'internal' | 'sharing';
