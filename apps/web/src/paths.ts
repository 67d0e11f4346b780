/** Every address of the product, spelled once: controllers listen on them, pages link to them by `href`. */
export const ROUTES = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  secondStep: '/sign-in/second-step',
  confirm: '/account/confirm',
  secondFactor: '/account/second-factor',
  setUpApp: '/account/second-factor/app',
  removeApp: '/account/second-factor/app/remove',
  recoveryCodes: '/account/second-factor/recovery-codes',

  agencies: '/agencies',
  agency: '/agencies/:agency',
  setUp: '/agencies/:agency/set-up',
  setUpRanks: '/agencies/:agency/set-up/ranks',
  setUpUnits: '/agencies/:agency/set-up/units',
  setUpLogo: '/agencies/:agency/set-up/logo',
  logo: '/agencies/:agency/logo',
  startAssessment: '/agencies/:agency/assessments/new',

  assessment: '/assessments/:assessment',
  assign: '/assessments/:assessment/dimensions/:dimension/assign',
  dimension: '/assessments/:assessment/dimensions/:dimension',
  question: '/assessments/:assessment/questions/:question',
  answer: '/assessments/:assessment/questions/:question/answer',
  clearAnswer: '/assessments/:assessment/questions/:question/clear',
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

  verify: '/verify',
  verifyDocument: '/verify/:document',
  helpMethod: '/help/method',
  helpGlossary: '/help/glossary',
  accessibility: '/accessibility',
  privacy: '/privacy',
} as const;

/** The same product for programs. */
export const API = {
  description: '/api/openapi.json',
  session: '/api/session',
  secondFactor: '/api/session/second-factor',
  instruments: '/api/instruments',
  instrument: '/api/instruments/:instrument/:version',
  agencies: '/api/agencies',
  agency: '/api/agencies/:agency',
  agencyAssessments: '/api/agencies/:agency/assessments',
  assessment: '/api/assessments/:assessment',
  check: '/api/assessments/:assessment/check',
  answers: '/api/assessments/:assessment/answers',
  answer: '/api/assessments/:assessment/answers/:question',
  answerHistory: '/api/assessments/:assessment/answers/:question/history',
  drafts: '/api/assessments/:assessment/drafts',
  questionEvidence: '/api/assessments/:assessment/questions/:question/evidence',
  questionEvidenceFile: '/api/assessments/:assessment/questions/:question/evidence/file',
  evidence: '/api/evidence/:evidence',
  evidenceFile: '/api/evidence/:evidence/file',
  restoredEvidence: '/api/evidence/:evidence/restore',
  submission: '/api/assessments/:assessment/submission',
  submissionFile: '/api/assessments/:assessment/submission/file',
  result: '/api/assessments/:assessment/result',
  number: '/api/assessments/:assessment/result/numbers/:number',
  recommendations: '/api/assessments/:assessment/recommendations',
  decision: '/api/assessments/:assessment/recommendations/:rule/decision',
  documents: '/api/assessments/:assessment/documents',
  document: '/api/documents/:document',
  documentFile: '/api/documents/:document/file',
  documentRetry: '/api/documents/:document/retry',
  verification: '/api/verify/:document',
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
