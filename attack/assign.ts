import { methodOf } from './recipe.js';
import { RECIPES } from './recipes.js';
import { perform, type Replay } from './replay.js';

const EXTRA: Readonly<Record<string, unknown>> = {
  role: 'administrator',
  agencyId: '',
  score: 100,
  status: 'validated',
  state: 'validated',
  version: 99,
  createdBy: '00000000-0000-4000-8000-000000000000',
};

/** T5: members that nobody asked for, in a body that would otherwise be right. */
export async function assignMore({ cast, report }: Replay): Promise<void> {
  const check = report.check('T5', 'bodies refused for a member that is not theirs to set');
  const { victim, own, owners } = cast;
  for (const recipe of RECIPES) {
    const given = { ids: victim.ids, rule: victim.rule, turn: 'more' };
    const { json } = recipe.make(given);
    if (typeof json !== 'object' || json === null) continue;
    for (const [name, value] of Object.entries({ ...EXTRA, agencyId: own.ids.agency })) {
      // A role is what some bodies are about, a version what others are.
      if (name in json) continue;
      const make = () => ({ ...recipe.make(given), json: { ...json, [name]: value } });
      const { status } = await perform(owners[recipe.by], { ...recipe, make }, given);
      const isRefused = status === 400 || status === 422;
      check.saw(isRefused ? undefined : `${methodOf(recipe)} ${recipe.make(given).path} with ${name}: ${status}`);
    }
  }
}

/** T6: a few steps that the state of an assessment forbids; the whole matrix is the product's own test. */
export async function skipWorkflow({ cast, report }: Replay): Promise<void> {
  const check = report.check('T6', 'steps refused that the workflow does not have');
  const { submitted, draft, evidence } = cast.victim.ids;
  const { lead } = cast.owners;
  const level = { value: { level: 4 } };
  const steps = [
    { method: 'PUT', path: `/api/assessments/${submitted}/answers`, json: { answers: { GOV1: level }, replace: true } },
    { method: 'PUT', path: `/api/assessments/${submitted}/answers/GOV1`, json: level, headers: { 'if-match': '"1"' } },
    { method: 'DELETE', path: `/api/assessments/${submitted}/answers/GOV1`, headers: { 'if-match': '"1"' } },
    {
      method: 'POST',
      path: `/api/assessments/${submitted}/questions/GOV1/evidence`,
      json: { kind: 'citation', title: 'Late', restricted: false },
    },
    { method: 'POST', path: `/api/assessments/${draft}/documents`, json: { edition: 'internal' } },
    { method: 'DELETE', path: `/api/assessments/${draft}/submission` },
    { method: 'POST', path: `/api/evidence/${evidence}/restore` },
  ];
  for (const step of steps) {
    const { status } = await lead.send(step);
    check.saw(status >= 400 && status < 500 ? undefined : `${step.method} ${step.path}: ${status}`);
  }
}
