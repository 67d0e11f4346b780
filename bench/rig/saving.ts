import type { Answers, OpenAssessment } from './installation.js';
import type { Sent, Sequence } from './load.js';
import type { ServerProcess } from './server-process.js';

/** The requests of every connection for one round; asked anew for each, since revisions have moved. */
export type Drive = (server: ServerProcess) => Promise<readonly Sequence[]>;

type Revisions = Readonly<Record<string, number>>;

const json = (cookie: string) => ({ 'content-type': 'application/json', cookie });

/** PUT of one answer after the other, each with the revision that stands. */
export const levels =
  (assessments: readonly OpenAssessment[], answers: Answers): Drive =>
  (server) =>
    forEach(assessments, async (assessment) => {
      const revisions = await revisionsOf(server, assessment);
      return onePut(assessment, turns(levelIds(answers), revisions), `/api/assessments/${assessment.id}/answers`);
    });

/** The very same requests to the peer, which reads neither the cookie nor the revision. */
export const bareLevels =
  (assessments: readonly OpenAssessment[], answers: Answers): Drive =>
  () =>
    forEach(assessments, (assessment) =>
      Promise.resolve(onePut(assessment, turns(levelIds(answers), {}), `/answers/${assessment.id}`)),
    );

/** What the script of a question page sends. */
export const formLevels =
  (assessments: readonly OpenAssessment[], answers: Answers): Drive =>
  (server) =>
    forEach(assessments, async (assessment) => {
      const revisions = await revisionsOf(server, assessment);
      return onePost(assessment, turns(levelIds(answers), revisions), await formToken(server, assessment));
    });

export const whole = (assessments: readonly OpenAssessment[], answers: Answers): Drive =>
  puttingAll(assessments, answers, (id) => `/api/assessments/${id}/answers`);

export const bareWhole = (assessments: readonly OpenAssessment[], answers: Answers): Drive =>
  puttingAll(assessments, answers, (id) => `/answers/${id}`);

function puttingAll(assessments: readonly OpenAssessment[], answers: Answers, place: (id: string) => string): Drive {
  const body = JSON.stringify({ answers, replace: true });
  return () =>
    forEach(assessments, ({ id, cookie }) => {
      const sent: Sent = { method: 'PUT', path: place(id), headers: json(cookie), body };
      return Promise.resolve(() => sent);
    });
}

const forEach = (
  assessments: readonly OpenAssessment[],
  make: (assessment: OpenAssessment) => Promise<Sequence>,
): Promise<readonly Sequence[]> => Promise.all(assessments.map(make));

type Turns = Generator<{ readonly id: string; readonly revision: number }, never>;

function* turns(ids: readonly string[], standing: Revisions): Turns {
  for (let turn = 0; ; turn += 1) for (const id of ids) yield { id, revision: (standing[id] ?? 1) + turn };
}

const levelIds = (answers: Answers): readonly string[] =>
  Object.entries(answers).flatMap(([id, answer]) => ('value' in answer && 'level' in answer.value ? [id] : []));

const levelOf = (revision: number): number => revision % 5;

function onePut({ cookie }: OpenAssessment, all: Turns, place: string): Sequence {
  return () => {
    const { id, revision } = all.next().value;
    const headers = { ...json(cookie), 'if-match': `"${revision}"` };
    return {
      method: 'PUT',
      path: `${place}/${id}`,
      headers,
      body: JSON.stringify({ value: { level: levelOf(revision) } }),
    };
  };
}

function onePost({ id: assessment, cookie }: OpenAssessment, all: Turns, token: string): Sequence {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', cookie };
  return () => {
    const { id, revision } = all.next().value;
    const fields = { _csrf: token, revision: String(revision), level: String(levelOf(revision)) };
    const body = new URLSearchParams(fields).toString();
    return { method: 'POST', path: `/assessments/${assessment}/questions/${id}/answer`, headers, body };
  };
}

async function revisionsOf({ url }: ServerProcess, { id, cookie }: OpenAssessment): Promise<Revisions> {
  const reply = await fetch(`${url}/api/assessments/${id}/answers`, { headers: { cookie } });
  if (!reply.ok) throw new Error(`The answers of ${id} cannot be read: ${reply.status} ${await reply.text()}`);
  return ((await reply.json()) as { readonly revisions: Revisions }).revisions;
}

/** The hidden field of a page of this session. */
async function formToken({ url }: ServerProcess, { id, cookie }: OpenAssessment): Promise<string> {
  const reply = await fetch(`${url}/assessments/${id}`, { headers: { cookie } });
  const token = /name="_csrf"[^>]*value="([^"]+)"/.exec(await reply.text())?.[1];
  if (token === undefined) throw new Error(`The page of ${id} holds no form (${reply.status}).`);
  return token;
}
