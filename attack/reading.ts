import { type Given, type OwnerRole, QUESTION, type Recipe } from './recipe.js';
import type { IdName } from './world.js';

const get = (path: string, ids: readonly IdName[], make: (given: Given) => string, by: OwnerRole = 'lead'): Recipe => ({
  operation: `GET ${path}`,
  by,
  ids,
  make: (given) => ({ path: make(given) }),
});

export const READING: readonly Recipe[] = [
  get('/api/session', [], () => '/api/session'),
  get('/api/instruments', [], () => '/api/instruments'),
  get('/api/instruments/{instrument}/{version}', [], () => '/api/instruments/geoa-le/1.0.0'),
  get('/api/agencies', ['agency'], ({ ids }) => `/api/agencies?afterName=A&afterId=${ids.agency}&agency=${ids.agency}`),
  get('/api/agencies/{agency}', ['agency'], ({ ids }) => `/api/agencies/${ids.agency}`),
  get('/api/agencies/{agency}/assessments', ['agency'], ({ ids }) => `/api/agencies/${ids.agency}/assessments`),
  get('/api/regions', ['region'], ({ ids }) => `/api/regions?region=${ids.region}`, 'coordinator'),
  get('/api/people', ['agency'], ({ ids }) => `/api/people?agency=${ids.agency}`),
  get('/api/people/{person}', ['person'], ({ ids }) => `/api/people/${ids.person}`),
  get('/api/invitations', ['agency'], ({ ids }) => `/api/invitations?agency=${ids.agency}`),
  get('/api/assessments/{assessment}', ['draft'], ({ ids }) => `/api/assessments/${ids.draft}`),
  get('/api/assessments/{assessment}/check', ['draft'], ({ ids }) => `/api/assessments/${ids.draft}/check`),
  get('/api/assessments/{assessment}/answers', ['draft'], ({ ids }) => `/api/assessments/${ids.draft}/answers`),
  get(
    '/api/assessments/{assessment}/answers/{question}',
    ['draft'],
    ({ ids }) => `/api/assessments/${ids.draft}/answers/${QUESTION}`,
  ),
  get(
    '/api/assessments/{assessment}/answers/{question}/history',
    ['draft'],
    ({ ids }) => `/api/assessments/${ids.draft}/answers/${QUESTION}/history`,
  ),
  get('/api/assessments/{assessment}/drafts', ['draft'], ({ ids }) => `/api/assessments/${ids.draft}/drafts`),
  get('/api/assessments/{assessment}/result', ['submitted'], ({ ids }) => `/api/assessments/${ids.submitted}/result`),
  get(
    '/api/assessments/{assessment}/result/numbers/{number}',
    ['submitted'],
    ({ ids }) => `/api/assessments/${ids.submitted}/result/numbers/overall`,
  ),
  get(
    '/api/assessments/{assessment}/recommendations',
    ['submitted'],
    ({ ids }) => `/api/assessments/${ids.submitted}/recommendations`,
  ),
  get(
    '/api/assessments/{assessment}/documents',
    ['submitted'],
    ({ ids }) => `/api/assessments/${ids.submitted}/documents`,
  ),
  get('/api/reviews', [], () => '/api/reviews', 'reviewer'),
  get('/api/documents/{document}', ['document'], ({ ids }) => `/api/documents/${ids.document}`),
  get('/api/documents/{document}/file', ['document'], ({ ids }) => `/api/documents/${ids.document}/file`),
  get('/api/evidence/{evidence}/file', ['evidence'], ({ ids }) => `/api/evidence/${ids.evidence}/file`),
];
