import { CARRYING } from './carrying.js';
import { PLANNING } from './planning.js';
import { READING } from './reading.js';
import { QUESTION, type Recipe } from './recipe.js';
import { OF_A_RELEASE, RELEASING } from './releasing.js';
import { REVIEWING } from './reviewing.js';
import { ROUNDING } from './rounding.js';

const EMPTY_QUESTION = 'WFC8T';
const INSTRUMENT = { instrument: 'geoa-le', version: '1.0.0', variant: 'full' };
const PERIOD = { reference: { from: '2025-01-01', to: '2025-12-31' }, stockDate: '2025-12-31' };
const SETTINGS = { type: 'customs', currency: 'EUR', timeZone: 'UTC', ranks: [], units: [] };
const APPROVAL = { name: 'Head', function: 'Director', date: '2026-02-01' };
const LEVEL = { value: { level: 2 } };

function fileForm(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob(['attack\n'], { type: 'text/plain' }), 'attack.txt');
  return form;
}

/** In the order in which the rightful people do them: what takes away comes after what adds. */
const WRITING: readonly Recipe[] = [
  {
    operation: 'POST /api/regions',
    by: 'administrator',
    ids: [],
    make: ({ turn }) => ({ path: '/api/regions', json: { name: `Region ${turn}`, fictional: true } }),
  },
  {
    operation: 'POST /api/regions/{region}/countries',
    by: 'administrator',
    ids: ['region'],
    make: ({ ids, turn }) => ({
      path: `/api/regions/${ids.region}/countries`,
      json: { name: `Country ${turn}`, code: `${letterOf(turn, 0)}${letterOf(turn, 1)}` },
    }),
    // Two letters may have been taken by an earlier run.
    alsoRight: [422],
  },
  {
    operation: 'POST /api/agencies',
    by: 'coordinator',
    ids: ['country'],
    make: ({ ids, turn }) => ({
      path: '/api/agencies',
      json: { ...SETTINGS, name: `Agency ${turn}`, country: ids.country, fictional: true },
    }),
  },
  {
    operation: 'PUT /api/agencies/{agency}',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids, turn }) => ({ path: `/api/agencies/${ids.agency}`, json: { ...SETTINGS, name: `Customs ${turn}` } }),
    etagOf: ({ ids }) => `/api/agencies/${ids.agency}`,
  },
  {
    operation: 'POST /api/agencies/{agency}/assessments',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids, turn }) => ({
      path: `/api/agencies/${ids.agency}/assessments`,
      json: { ...INSTRUMENT, ...PERIOD, title: `Assessment ${turn}` },
    }),
  },
  {
    operation: 'PUT /api/assessments/{assessment}/answers',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({
      path: `/api/assessments/${ids.draft}/answers`,
      json: { answers: { [QUESTION]: LEVEL }, replace: true },
    }),
  },
  {
    operation: 'PUT /api/assessments/{assessment}/answers/{question}',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({ path: `/api/assessments/${ids.draft}/answers/${QUESTION}`, json: LEVEL }),
    etagOf: ({ ids }) => `/api/assessments/${ids.draft}/answers/${QUESTION}`,
  },
  {
    operation: 'DELETE /api/assessments/{assessment}/answers/{question}',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({ path: `/api/assessments/${ids.draft}/answers/${EMPTY_QUESTION}` }),
    etagOf: ({ ids }) => `/api/assessments/${ids.draft}/answers/${EMPTY_QUESTION}`,
  },
  {
    operation: 'POST /api/assessments/{assessment}/questions/{question}/evidence',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({
      path: `/api/assessments/${ids.draft}/questions/${QUESTION}/evidence`,
      json: { kind: 'citation', title: 'Order', restricted: false },
    }),
  },
  {
    operation: 'POST /api/assessments/{assessment}/questions/{question}/evidence/file',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({
      path: `/api/assessments/${ids.draft}/questions/${QUESTION}/evidence/file`,
      parts: fileForm({ title: 'Order' }),
    }),
  },
  {
    operation: 'DELETE /api/evidence/{evidence}',
    by: 'lead',
    ids: ['otherEvidence'],
    make: ({ ids }) => ({ path: `/api/evidence/${ids.otherEvidence}` }),
  },
  {
    operation: 'POST /api/evidence/{evidence}/restore',
    by: 'lead',
    ids: ['removed'],
    make: ({ ids }) => ({ path: `/api/evidence/${ids.removed}/restore` }),
  },
  {
    operation: 'POST /api/assessments/{assessment}/documents',
    by: 'lead',
    ids: ['submitted'],
    make: ({ ids }) => ({
      path: `/api/assessments/${ids.submitted}/documents`,
      json: { edition: 'internal', languages: ['ar', 'en'], arrangement: 'in-turn' },
    }),
  },
  {
    operation: 'POST /api/documents/{document}/retry',
    by: 'lead',
    ids: ['waiting'],
    make: ({ ids }) => ({ path: `/api/documents/${ids.waiting}/retry` }),
    // One that is on its way, or there, is not asked for again.
    alsoRight: [409],
  },
  {
    operation: 'PUT /api/assessments/{assessment}/recommendations/{rule}/decision',
    by: 'lead',
    ids: ['submitted'],
    make: ({ ids, rule }) => ({
      path: `/api/assessments/${ids.submitted}/recommendations/${rule}/decision`,
      json: { decision: 'accepted' },
      headers: { 'if-match': '"1"' },
    }),
  },
  {
    operation: 'DELETE /api/assessments/{assessment}/recommendations/{rule}/decision',
    by: 'lead',
    ids: ['submitted'],
    make: ({ ids, rule }) => ({
      path: `/api/assessments/${ids.submitted}/recommendations/${rule}/decision`,
      headers: { 'if-match': '"2"' },
    }),
  },
  {
    operation: 'PUT /api/assessments/{assessment}/submission',
    by: 'lead',
    ids: ['draft', 'evidence'],
    make: ({ ids }) => ({
      path: `/api/assessments/${ids.draft}/submission`,
      json: { ...APPROVAL, evidence: ids.evidence },
    }),
  },
  {
    operation: 'DELETE /api/assessments/{assessment}/submission',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({ path: `/api/assessments/${ids.draft}/submission` }),
  },
  {
    operation: 'PUT /api/assessments/{assessment}/submission/file',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({
      path: `/api/assessments/${ids.draft}/submission/file`,
      parts: fileForm({ ...APPROVAL, title: 'Decision' }),
    }),
  },
  {
    operation: 'POST /api/invitations',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids, turn }) => ({
      path: '/api/invitations',
      json: { role: 'recipient', agency: ids.agency, email: `new.${turn}@fixture.example` },
    }),
  },
  {
    operation: 'POST /api/invitations/{invitation}/mail',
    by: 'lead',
    ids: ['invitation'],
    make: ({ ids }) => ({ path: `/api/invitations/${ids.invitation}/mail` }),
  },
  {
    operation: 'DELETE /api/invitations/{invitation}',
    by: 'lead',
    ids: ['invitation'],
    make: ({ ids }) => ({ path: `/api/invitations/${ids.invitation}` }),
  },
  {
    operation: 'POST /api/people/{person}/roles',
    by: 'lead',
    ids: ['person', 'agency'],
    make: ({ ids }) => ({ path: `/api/people/${ids.person}/roles`, json: { role: 'recipient', agency: ids.agency } }),
  },
  {
    operation: 'PUT /api/people/{person}/access',
    by: 'lead',
    ids: ['person'],
    make: ({ ids }) => ({ path: `/api/people/${ids.person}/access`, json: { enabled: true } }),
  },
  {
    operation: 'DELETE /api/people/{person}/roles/{membership}',
    by: 'lead',
    ids: ['person', 'membership'],
    make: ({ ids }) => ({ path: `/api/people/${ids.person}/roles/${ids.membership}` }),
  },
  {
    operation: 'PUT /api/agencies/{agency}/retirement',
    by: 'coordinator',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/retirement`, json: { retired: false } }),
  },
];

const letterOf = (turn: string, index: number): string =>
  String.fromCharCode(65 + ((Number.parseInt(turn.slice(index * 2, index * 2 + 2), 16) || 0) % 26));

export const RECIPES: readonly Recipe[] = [
  ...READING,
  ...ROUNDING,
  ...PLANNING,
  // While the draft is one.
  ...CARRYING,
  ...WRITING,
  ...REVIEWING,
  ...RELEASING,
];

/** Of nobody's agency: signing in and out, and what strangers may ask. Each must still be one of the description. */
export const WITHOUT_RECIPE: readonly string[] = [
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/second-factor',
  'GET /api/verify/{document}',
  ...OF_A_RELEASE,
];
