import type { Role } from '../actor.js';

export const ASSESSMENT_STATES = ['draft', 'submitted', 'in-review', 'validated'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

const ALWAYS = ASSESSMENT_STATES;
const DRAFT = ['draft'] as const;
const HANDED_IN = ['submitted', 'in-review', 'validated'] as const;
/** Handed in, and not yet as it will stay. */
const UNDER_REVIEW = ['submitted', 'in-review'] as const;

/** In which states a role may act; `assigned` only within the dimensions assigned to the person. */
export interface Grant {
  readonly states: readonly AssessmentState[];
  readonly assigned?: true;
}
const inStates = (states: readonly AssessmentState[]): Grant => ({ states });
const assigned = (states: readonly AssessmentState[]): Grant => ({ states, assigned: true });

/** Whose roles keep people: which roles each of them may give is `grants.ts`' to say. */
const PEOPLE = { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS), lead: inStates(ALWAYS) };

/** Who keeps the rounds of a region: whom they reach, and until when. */
const ROUNDS = { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS) };
/** Who plans a workshop, leads it through its days, and has its documents made. */
const WORKSHOPS = { coordinator: inStates(ALWAYS), facilitator: inStates(ALWAYS) };
const REVIEW = { reviewer: inStates(UNDER_REVIEW) };

/**
 * Role × action × state: who may do what, and when. The one table that guards, documentation and tests read.
 * What is not listed is refused. A state matters only to actions on an assessment; on an agency any entry grants.
 *
 * An administrator runs the installation and reads what was handed in, audited; a draft belongs to its agency alone.
 * A coordinator sees which agencies exist and how far they are; scores cross the border by consent and release only.
 * What `plan.report` grants a contributor is narrowed by the row: tasks that name their account. What `plan.follow` grants,
 * by the agencies: those that chose to show how far they are.
 * What `practice.view` grants is narrowed by the row: of entries of a region, the published ones of a region of theirs.
 * What `release.view` and `named.view` grant is narrowed by the row: a release of a round that the agency takes part in,
 * and of other agencies what these chose to show.
 */
const ACCESS = {
  'region.view': { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS) },
  'region.define': { administrator: inStates(ALWAYS) },
  'country.define': { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS) },
  'agency.create': { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS) },
  'agency.administer': { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS) },
  'agency.retire': { administrator: inStates(ALWAYS), coordinator: inStates(ALWAYS) },
  'agency.export': { lead: inStates(ALWAYS) },
  'agency.erase': { administrator: inStates(ALWAYS), lead: inStates(ALWAYS) },
  'people.view': PEOPLE,
  'people.invite': PEOPLE,
  'people.change-roles': PEOPLE,
  'people.disable': PEOPLE,
  'invitation.revoke': PEOPLE,
  'audit.read': { administrator: inStates(ALWAYS), lead: inStates(ALWAYS) },
  'agency.view': {
    administrator: inStates(ALWAYS),
    coordinator: inStates(ALWAYS),
    lead: inStates(ALWAYS),
    contributor: inStates(ALWAYS),
    reviewer: inStates(ALWAYS),
    participant: inStates(ALWAYS),
    recipient: inStates(ALWAYS),
  },
  'agency.edit': { administrator: inStates(ALWAYS), lead: inStates(ALWAYS) },
  'assessment.list': {
    administrator: inStates(ALWAYS),
    coordinator: inStates(ALWAYS),
    lead: inStates(ALWAYS),
    contributor: inStates(ALWAYS),
    reviewer: inStates(ALWAYS),
    recipient: inStates(ALWAYS),
  },
  'assessment.start': { lead: inStates(ALWAYS) },
  'assessment.import': { administrator: inStates(ALWAYS) },
  'assessment.view': {
    administrator: inStates(HANDED_IN),
    lead: inStates(ALWAYS),
    contributor: inStates(ALWAYS),
    reviewer: inStates(HANDED_IN),
  },
  'assessment.assign': { lead: inStates(DRAFT) },
  'assessment.check': { lead: inStates(ALWAYS), reviewer: inStates(HANDED_IN) },
  'assessment.submit': { lead: inStates(DRAFT) },
  'assessment.withdraw': { lead: inStates(['submitted']) },
  'answer.view': {
    administrator: inStates(HANDED_IN),
    lead: inStates(ALWAYS),
    contributor: assigned(ALWAYS),
    reviewer: inStates(HANDED_IN),
  },
  'answer.record': { lead: inStates(DRAFT), contributor: assigned(DRAFT) },
  'comment.write': {
    lead: inStates(['draft', 'submitted', 'in-review']),
    contributor: assigned(['draft', 'submitted', 'in-review']),
    reviewer: inStates(['submitted', 'in-review']),
  },
  'evidence.add': { lead: inStates(DRAFT), contributor: assigned(DRAFT) },
  'evidence.remove': { lead: inStates(DRAFT), contributor: assigned(DRAFT) },
  'evidence.read': { lead: inStates(ALWAYS), contributor: assigned(ALWAYS), reviewer: inStates(HANDED_IN) },
  'result.view': { administrator: inStates(HANDED_IN), lead: inStates(ALWAYS), reviewer: inStates(HANDED_IN) },
  'recommendation.decide': { lead: inStates(HANDED_IN) },
  'questionnaire.print': {
    lead: inStates(ALWAYS),
    contributor: inStates(ALWAYS),
    reviewer: inStates(HANDED_IN),
  },
  'document.request': { administrator: inStates(HANDED_IN), lead: inStates(HANDED_IN) },
  'document.view': {
    administrator: inStates(HANDED_IN),
    lead: inStates(ALWAYS),
    reviewer: inStates(HANDED_IN),
    recipient: inStates(HANDED_IN),
  },
  'plan.view': { lead: inStates(ALWAYS), contributor: inStates(ALWAYS) },
  'plan.edit': { lead: inStates(ALWAYS) },
  'plan.report': { lead: inStates(ALWAYS), contributor: inStates(ALWAYS) },
  'plan.follow': { coordinator: inStates(ALWAYS) },
  'round.define': ROUNDS,
  'round.invite': ROUNDS,
  'round.close': ROUNDS,
  'round.view': { ...ROUNDS, reviewer: inStates(ALWAYS) },
  'round.take-part': { lead: inStates(ALWAYS) },
  'sharing.choose': { lead: inStates(ALWAYS) },
  'practice.define': ROUNDS,
  'practice.view': {
    ...ROUNDS,
    lead: inStates(ALWAYS),
    contributor: inStates(ALWAYS),
    reviewer: inStates(ALWAYS),
    participant: inStates(ALWAYS),
    recipient: inStates(ALWAYS),
  },
  'release.make': ROUNDS,
  'link.give': { lead: inStates(ALWAYS) },
  'report.hand-on': { ...ROUNDS, lead: inStates(ALWAYS) },
  'release.view': { ...ROUNDS, lead: inStates(ALWAYS), reviewer: inStates(ALWAYS) },
  'workshop.view': { administrator: inStates(ALWAYS), ...WORKSHOPS },
  'workshop.lead': WORKSHOPS,
  'workshop.follow': { lead: inStates(ALWAYS) },
  'named.view': { coordinator: inStates(ALWAYS), lead: inStates(ALWAYS) },
  'review.take': REVIEW,
  'review.decide': REVIEW,
  'review.return': REVIEW,
  'review.validate': REVIEW,
  'assessment.correct': { lead: inStates(['validated']) },
} satisfies Record<string, Partial<Record<Role, Grant>>>;

export type Action = keyof typeof ACCESS;

/** What an action is done to; only an assessment has states, so elsewhere any entry grants. */
export type Subject = 'installation' | 'region' | 'agency' | 'assessment';
const ELSEWHERE: Readonly<Partial<Record<Action, Subject>>> = {
  'region.view': 'region',
  'region.define': 'installation',
  'country.define': 'region',
  'agency.create': 'region',
  'assessment.import': 'region',
  'agency.administer': 'agency',
  'agency.retire': 'agency',
  'agency.export': 'agency',
  'agency.erase': 'agency',
  'agency.view': 'agency',
  'agency.edit': 'agency',
  'people.view': 'agency',
  'people.invite': 'agency',
  'people.change-roles': 'agency',
  'people.disable': 'agency',
  'invitation.revoke': 'agency',
  'audit.read': 'agency',
  'assessment.list': 'agency',
  'assessment.start': 'agency',
  'plan.view': 'agency',
  'plan.edit': 'agency',
  'plan.report': 'agency',
  'plan.follow': 'region',
  'round.define': 'region',
  'round.invite': 'region',
  'round.close': 'region',
  'round.view': 'region',
  'round.take-part': 'agency',
  'sharing.choose': 'agency',
  'practice.define': 'region',
  'practice.view': 'agency',
  'release.make': 'region',
  'workshop.view': 'region',
  'workshop.lead': 'region',
  'workshop.follow': 'agency',
  'link.give': 'agency',
  'report.hand-on': 'agency',
  'release.view': 'agency',
  'named.view': 'agency',
};
export const subjectOf = (action: Action): Subject => ELSEWHERE[action] ?? 'assessment';

export const ACTIONS = Object.keys(ACCESS) as readonly Action[];

const table: Readonly<Record<Action, Partial<Readonly<Record<Role, Grant>>>>> = ACCESS;

/** Undefined: this role may never. */
export const grantOf = (action: Action, role: Role): Grant | undefined => table[action][role];
