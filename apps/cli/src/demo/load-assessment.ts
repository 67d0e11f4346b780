import path from 'node:path';
import {
  type Actor,
  AddEvidence,
  type AgencyId,
  AnswerWriter,
  AssignDimension,
  type AssessmentContents,
  type AssessmentId,
  assessmentId,
  CommentOnQuestion,
  ListAssessments,
  DecisionDocuments,
  OutcomeComposer,
  OutcomeFreezer,
  QuestionGate,
  RecordAnswers,
  StartAssessment,
  SubmitAssessment,
  type UserId,
} from '@isonomia/application';
import { type AnswerFile, dimensionId } from '@isonomia/instrument';
import type { Installation } from '../installation.js';
import { readJson } from '../read-input.js';
import type { Ports } from '../ports.js';
import { citationsOf, withoutEvidence } from './citations.js';
import { known } from './known.js';
import type { DemoAgency, DemoAssessment } from './region.js';

interface Task {
  readonly agency: DemoAgency;
  readonly agencyId: AgencyId;
  readonly assessment: DemoAssessment;
  readonly people: ReadonlyMap<string, UserId>;
}

/** One assessment as its lead would have made it: started, proved, answered, shared out, submitted. */
export async function loadAssessment({ config, ports }: Installation, task: Task): Promise<void> {
  const { assessment, people } = task;
  const lead = await actorOf(ports, known(people, assessment.startedBy, 'person'));
  const file = (await readJson(path.join(config.root, assessment.answers))) as AnswerFile;
  const id = await start(ports, lead, task, file);
  const contents = await contentsOf(ports, lead, id);
  if (contents.assessment.state !== 'draft') return;
  await cite(ports, lead, { contents, assessment, file });
  await record(ports, lead, id, file);
  await shareOut(ports, lead, { id, assessment, people });
  await discuss(ports, { id, contents, assessment, people });
  if (assessment.state === 'submitted') await submit(ports, lead, id, assessment);
}

export async function actorOf({ directory }: Ports, user: UserId): Promise<Actor> {
  const actor = await directory.actor(user);
  if (actor === undefined) throw new Error(`Nobody has the account ${user}.`);
  return actor;
}

async function start(ports: Ports, lead: Actor, task: Task, file: AnswerFile): Promise<AssessmentId> {
  const { unitOfWork, agencies, agencyReader, assessments, instruments, audit, clock, ids } = ports;
  const { title, instrument, version, variant } = task.assessment;
  const list = await new ListAssessments(unitOfWork, agencies, agencyReader).execute(lead, { agency: task.agencyId });
  const there = list.find((one) => one.title === title);
  if (there !== undefined) return assessmentId(there.id);
  const useCase = new StartAssessment(unitOfWork, agencies, assessments, instruments, audit, clock, ids);
  const { reference } = file;
  const { stockDate } = task.agency;
  const command = { agency: task.agencyId, instrument, version, variant, title, reference, stockDate };
  return (await useCase.execute(lead, command)).assessment;
}

export async function contentsOf(ports: Ports, actor: Actor, id: AssessmentId): Promise<AssessmentContents> {
  const contents = await ports.unitOfWork.run({ actor: actor.userId }, (tx) => ports.assessmentReader.contents(tx, id));
  if (contents === undefined) throw new Error(`The assessment ${id} is gone.`);
  return contents;
}

interface Proofs {
  readonly contents: AssessmentContents;
  readonly assessment: Pick<DemoAssessment, 'answers' | 'evidence'>;
  readonly file: AnswerFile;
}

export async function cite(ports: Ports, lead: Actor, { contents, assessment, file }: Proofs): Promise<void> {
  const { unitOfWork, evidence, uploads, audit, clock, ids } = ports;
  const useCase = new AddEvidence(unitOfWork, gate(ports), evidence, uploads, audit, clock, ids);
  for (const { question, option, cited } of citationsOf(file)) {
    const details = assessment.evidence[cited];
    if (details === undefined)
      throw new Error(`${assessment.answers} cites ${cited}, which region.yaml does not hold.`);
    const isThere = contents.evidence.some(
      (one) => one.question === question && one.option === option && one.title === details.title,
    );
    if (isThere) continue;
    await useCase.execute(lead, {
      assessment: contents.assessment.id,
      question,
      ...(option !== undefined && { option }),
      details: { ...details, restricted: details.restricted ?? false },
      source: { kind: 'citation' },
    });
  }
}

export async function record(ports: Ports, lead: Actor, id: AssessmentId, file: AnswerFile): Promise<void> {
  const writer = new AnswerWriter(ports.assessments, ports.answers, ports.instruments, ports.directory);
  const answers = Object.entries(file.answers).map(([question, answer]) => ({
    question,
    answer: withoutEvidence(answer),
  }));
  await new RecordAnswers(writer).execute(lead, { assessment: id, answers });
}

interface Shared {
  readonly id: AssessmentId;
  readonly assessment: DemoAssessment;
  readonly people: ReadonlyMap<string, UserId>;
}

async function shareOut(ports: Ports, lead: Actor, { id, assessment, people }: Shared): Promise<void> {
  const { unitOfWork, assessments, instruments, directory, audit } = ports;
  const useCase = new AssignDimension(unitOfWork, assessments, instruments, directory, audit);
  for (const { dimension, person, due } of assessment.assignments ?? []) {
    const to = { user: known(people, person, 'person'), due };
    await useCase.execute(lead, { assessment: id, dimension: dimensionId(dimension), to });
  }
}

type Discussed = Shared & Pick<Proofs, 'contents'>;

async function discuss(ports: Ports, { id, contents, assessment, people }: Discussed): Promise<void> {
  const { unitOfWork, assessments, audit, clock, ids } = ports;
  const useCase = new CommentOnQuestion(unitOfWork, assessments, gate(ports), audit, clock, ids);
  for (const { question, author, text } of assessment.comments ?? []) {
    if (contents.comments.some((one) => one.question === question && one.text === text)) continue;
    const actor = await actorOf(ports, known(people, author, 'person'));
    await useCase.execute(actor, { assessment: id, question, text });
  }
}

export async function submit(
  ports: Ports,
  lead: Actor,
  id: AssessmentId,
  { approval }: Pick<DemoAssessment, 'approval'>,
): Promise<void> {
  if (approval === undefined) throw new Error('A submitted assessment of region.yaml needs an approval.');
  const { unitOfWork, assessments, assessmentReader, outcomes, audit, clock, ids } = ports;
  const { instruments, files, directory, hasher, settings } = ports;
  const composer = new OutcomeComposer(instruments, files, directory, hasher, settings, ports.shelf);
  const documents = new DecisionDocuments(assessmentReader, ports.evidence, files, audit, clock, ids, ports.uploads);
  const freezer = new OutcomeFreezer(composer, outcomes, clock, ids);
  const useCase = new SubmitAssessment(unitOfWork, assessments, assessmentReader, outcomes, freezer, documents, audit);
  await useCase.execute(lead, { assessment: id, approval });
}

const gate = ({ assessments, instruments }: Ports): QuestionGate => new QuestionGate(assessments, instruments);
