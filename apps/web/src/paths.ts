import { WORKSHOP_ROUTES } from './workshop-paths.js';

/** Every address of the product, spelled once: controllers listen on them, pages link to them by `href`. */
export const ROUTES = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  newPassword: '/new-password',
  account: '/account',
  language: '/account/language',
  password: '/account/password',
  sessions: '/account/sessions',
  endOtherSessions: '/account/sessions/end-others',
  endSession: '/account/sessions/:session/end',
  tokens: '/account/tokens',
  ownData: '/account/data',
  ownDataFile: '/account/data/about-me.json',
  eraseAccount: '/account/erase',
  revokeToken: '/account/tokens/:token/revoke',
  outbox: '/outbox',
  secondStep: '/sign-in/second-step',
  confirm: '/account/confirm',
  secondFactor: '/account/second-factor',
  setUpApp: '/account/second-factor/app',
  removeApp: '/account/second-factor/app/remove',
  recoveryCodes: '/account/second-factor/recovery-codes',
  provider: '/sign-in/provider',
  passkeys: '/account/passkeys',
  passkeyOptions: '/account/passkeys/options',
  removePasskey: '/account/passkeys/:passkey/remove',
  provePasskey: '/sign-in/second-step/passkey',
  provePasskeyOptions: '/sign-in/second-step/passkey/options',

  audit: '/audit',
  auditFile: '/audit/audit.csv',
  auditCheck: '/audit/check',
  agencyAudit: '/agencies/:agency/audit',
  agencyAuditFile: '/agencies/:agency/audit.csv',

  agencies: '/agencies',
  agency: '/agencies/:agency',
  setUp: '/agencies/:agency/set-up',
  setUpRanks: '/agencies/:agency/set-up/ranks',
  setUpUnits: '/agencies/:agency/set-up/units',
  setUpLogo: '/agencies/:agency/set-up/logo',
  logo: '/agencies/:agency/logo',
  agencyData: '/agencies/:agency/data',
  agencyExport: '/agencies/:agency/data/everything.zip',
  eraseAgency: '/agencies/:agency/erase',
  confirmErasure: '/agencies/:agency/erase/confirm',
  withdrawErasure: '/agencies/:agency/erase/withdraw',
  startAssessment: '/agencies/:agency/assessments/new',
  startInRound: '/agencies/:agency/rounds/:round/start',
  trends: '/agencies/:agency/trends',

  plan: '/agencies/:agency/plan',
  planTimeline: '/agencies/:agency/plan/timeline',
  planFile: '/agencies/:agency/plan/plan.:format',
  addTask: '/agencies/:agency/plan/tasks/new',
  bringDecisions: '/agencies/:agency/plan/decisions',
  followUp: '/agencies/:agency/plan/follow-up',
  task: '/plan/tasks/:task',
  moveTask: '/plan/tasks/:task/move',
  reportTask: '/plan/tasks/:task/report',
  addTaskEvidence: '/plan/tasks/:task/evidence',
  removeTaskEvidence: '/plan/evidence/:evidence/remove',
  restoreTaskEvidence: '/plan/evidence/:evidence/restore',
  taskEvidenceFile: '/plan/evidence/:evidence/file',
  plansInRound: '/rounds/:round/plans',
  sharePlan: '/agencies/:agency/rounds/:round/plan-sharing',

  rounds: '/rounds',
  newRound: '/rounds/new',
  round: '/rounds/:round',
  editRound: '/rounds/:round/edit',
  openRound: '/rounds/:round/open',
  inviteToRound: '/rounds/:round/invite',
  remindInRound: '/rounds/:round/remind',
  extendRound: '/rounds/:round/extend',
  closeRound: '/rounds/:round/close',
  prospect: '/rounds/:round/prospect',
  named: '/rounds/:round/named',
  namedAgency: '/rounds/:round/named/:agency',
  practices: '/practices',
  newPractice: '/practices/new',
  editPractice: '/practices/:practice/edit',
  withdrawPractice: '/practices/:practice/withdraw',

  releases: '/rounds/:round/releases',
  release: '/releases/:release',
  retryRelease: '/releases/:release/retry',
  roundOfAgency: '/agencies/:agency/rounds/:round',
  shareInRound: '/agencies/:agency/rounds/:round/sharing',
  declineRound: '/agencies/:agency/rounds/:round/decline',
  acceptRound: '/agencies/:agency/rounds/:round/accept',

  administration: '/administration',
  regions: '/administration/regions',
  newRegion: '/administration/regions/new',
  newCountry: '/administration/regions/:region/countries/new',
  agencyEntries: '/administration/agencies',
  newAgency: '/administration/agencies/new',
  agencyEntry: '/administration/agencies/:agency',
  retireAgency: '/administration/agencies/:agency/retire',
  restoreAgency: '/administration/agencies/:agency/restore',
  people: '/administration/people',
  invite: '/administration/people/invite',
  person: '/administration/people/:person',
  giveRole: '/administration/people/:person/roles/new',
  takeRole: '/administration/people/:person/roles/:membership/take',
  disablePerson: '/administration/people/:person/disable',
  enablePerson: '/administration/people/:person/enable',
  resetFactors: '/administration/people/:person/second-factor/reset',
  erasePerson: '/administration/people/:person/erase',
  invitations: '/administration/invitations',
  resendInvitation: '/administration/invitations/:invitation/resend',
  revokeInvitation: '/administration/invitations/:invitation/revoke',
  invitation: '/invitation',

  assessment: '/assessments/:assessment',
  assign: '/assessments/:assessment/dimensions/:dimension/assign',
  dimension: '/assessments/:assessment/dimensions/:dimension',
  confirmAnswers: '/assessments/:assessment/dimensions/:dimension/confirm',
  correct: '/assessments/:assessment/correct',
  question: '/assessments/:assessment/questions/:question',
  answer: '/assessments/:assessment/questions/:question/answer',
  clearAnswer: '/assessments/:assessment/questions/:question/clear',
  takeOver: '/assessments/:assessment/questions/:question/take-over',
  restoreAnswer: '/assessments/:assessment/questions/:question/restore',
  discardDraft: '/assessments/:assessment/questions/:question/draft/discard',
  takeDraft: '/assessments/:assessment/questions/:question/draft/take',
  comments: '/assessments/:assessment/questions/:question/comments',
  addEvidence: '/assessments/:assessment/questions/:question/evidence',
  attachEvidence: '/assessments/:assessment/questions/:question/evidence/attach',
  detachEvidence: '/assessments/:assessment/questions/:question/evidence/detach',
  template: '/assessments/:assessment/questions/:question/template.:format',
  upload: '/assessments/:assessment/questions/:question/upload',
  removeEvidence: '/assessments/:assessment/questions/:question/evidence/:evidence/remove',
  restoreEvidence: '/assessments/:assessment/questions/:question/evidence/:evidence/restore',
  evidenceFile: '/evidence/:evidence/file',

  releaseFile: '/releases/:release/files/:format',
  releaseReport: '/releases/:release/report',
  releaseReportFile: '/releases/:release/report.pdf',

  reviews: '/reviews',
  review: '/assessments/:assessment/review',
  reviewDimension: '/assessments/:assessment/review/dimensions/:dimension',
  takeReview: '/assessments/:assessment/review/take',
  decideReview: '/assessments/:assessment/review/decide',
  askInReview: '/assessments/:assessment/review/ask',
  returnAssessment: '/assessments/:assessment/review/return',
  validateAssessment: '/assessments/:assessment/review/validate',

  check: '/assessments/:assessment/check',
  submit: '/assessments/:assessment/submit',
  withdraw: '/assessments/:assessment/withdraw',
  questionnaire: '/assessments/:assessment/questionnaire.pdf',
  result: '/assessments/:assessment/result',
  explain: '/assessments/:assessment/result/explain/:number',
  recommendations: '/assessments/:assessment/result/recommendations',
  decide: '/assessments/:assessment/result/recommendations/:rule',
  takeBack: '/assessments/:assessment/result/recommendations/:rule/take-back',
  documents: '/assessments/:assessment/documents',
  document: '/documents/:document',
  documentFile: '/documents/:document/file',
  retryDocument: '/documents/:document/retry',

  agencyDocuments: '/agencies/:agency/documents',
  agencyLinks: '/agencies/:agency/links',
  revokeAgencyLink: '/agencies/:agency/links/:link/revoke',
  roundLinks: '/rounds/:round/links',
  revokeRoundLink: '/rounds/:round/links/:link/revoke',

  ...WORKSHOP_ROUTES,

  // For whoever holds a personal link.
  shared: '/shared',
  orderShared: '/shared/order',
  leaveShared: '/shared/leave',
  sharedDocument: '/shared/documents/:document',
  sharedFile: '/shared/documents/:document/file',
  lan: '/lan',

  verifyFile: '/verify',
  verifyDocument: '/verify/:document',
  about: '/about/:page',
} as const;

/** What anybody may read: the pages of the one route `ROUTES.about`. */
export const ABOUT = {
  method: '/about/method',
  glossary: '/about/glossary',
  accessibility: '/about/accessibility',
  privacy: '/about/privacy',
  languages: '/about/languages',
  verify: '/about/verify',
} as const;

type ParameterOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? FirstName<Name> | ParameterOf<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}.:${infer Format}`
    ? Name | Format
    : Pattern extends `${string}:${infer Name}`
      ? Name
      : never;
type FirstName<Name extends string> = Name extends `${infer First}.${string}` ? First : Name;

export type Parameters<Pattern extends string> = Readonly<Record<ParameterOf<Pattern>, string>>;

/** An address with its parameters filled in, each encoded; a query and a fragment where given. */
export function href<Pattern extends string>(
  pattern: Pattern,
  parameters: Parameters<Pattern>,
  rest: { readonly query?: Readonly<Record<string, string>>; readonly fragment?: string } = {},
): string {
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((parameters as Readonly<Record<string, string>>)[name] ?? ''),
  );
  const query = rest.query === undefined ? '' : `?${new URLSearchParams(rest.query).toString()}`;
  const fragment = rest.fragment === undefined ? '' : `#${encodeURIComponent(rest.fragment)}`;
  return `${path}${query}${fragment}`;
}
