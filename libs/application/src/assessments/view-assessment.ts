import { Injectable } from '@nestjs/common';
import { may } from '../access/access.js';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AuditLog } from '../ports/audit-log.js';
import { CarryStore, type CarriedFrom } from '../ports/carry-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { OutcomeStore, type OutcomeHead } from '../ports/outcome-store.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { UserDirectory, type Colleague } from '../ports/user-directory.js';
import type { Assessment, Assignment, SubmissionApproval } from './assessment.js';
import { auditOutsider } from './audit-outsider.js';
import { isAssigned, openedContents, pinnedInstrument } from './open-assessment.js';
import { progressOf, unconfirmedOf, type DimensionProgress } from './progress.js';

export interface TaskListLine extends DimensionProgress {
  readonly assignment?: Assignment & { readonly name?: string };
  readonly may: { readonly view: boolean; readonly answer: boolean };
}

export interface AssessmentView {
  readonly assessment: Assessment;
  readonly agency: Agency;
  readonly published: PublishedInstrument;
  readonly dimensions: readonly TaskListLine[];
  readonly approval?: SubmissionApproval;
  /** Where answers that wait to be confirmed come from. */
  readonly carriedFrom?: CarriedFrom;
  /** The assessment that corrects this one, validated or under way. */
  readonly correction?: Pick<Assessment, 'id' | 'state'>;
  /** Of the latest submission. */
  readonly outcome?: OutcomeHead;
  /** To whom a dimension can be assigned; empty unless this person may assign. */
  readonly colleagues: readonly Colleague[];
  readonly may: {
    readonly assign: boolean;
    readonly check: boolean;
    readonly submit: boolean;
    readonly correct: boolean;
    readonly withdraw: boolean;
    readonly viewResult: boolean;
    readonly requestDocument: boolean;
    readonly viewDocuments: boolean;
    readonly printQuestionnaire: boolean;
  };
}

/** The task list: dimensions with progress, whom each is assigned to, and what this person may do next. */
@Injectable()
export class ViewAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly outcomes: OutcomeStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
    private readonly audit: AuditLog,
    private readonly carries: CarryStore,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<AssessmentView> {
    const { contents, outcome, carriedFrom, correction } = await this.unitOfWork.run(
      { actor: actor.userId },
      async (tx) => {
        const found = openedContents(actor, 'assessment.view', await this.reader.contents(tx, command.assessment));
        await auditOutsider(this.audit, tx, actor, { action: 'assessment.read', assessment: found.assessment });
        return {
          contents: found,
          outcome: await this.outcomes.latestHead(tx, command.assessment),
          ...(await this.carried(tx, found)),
        };
      },
    );
    const { assessment } = contents;
    const published = await pinnedInstrument(this.instruments, assessment);
    const names = await this.directory.namesOf(contents.assignments.map(({ userId }) => userId));
    const allows = (action: Action): boolean => may(actor, action, assessment);
    const permissions = permissionsOf(allows);
    return {
      assessment,
      agency: contents.agency,
      published,
      dimensions: progressOf(published.instrument, contents).map((line) => taskLine(actor, contents, line, names)),
      ...(contents.approval !== undefined && { approval: contents.approval }),
      ...(outcome !== undefined && { outcome }),
      ...(carriedFrom !== undefined && { carriedFrom }),
      ...(correction !== undefined && { correction }),
      colleagues: permissions.assign ? await this.directory.colleagues(assessment.agencyId) : [],
      may: permissions,
    };
  }

  /** Asked for only where there can be any. */
  private async carried(
    tx: Transaction,
    { assessment, answers }: AssessmentContents,
  ): Promise<{
    readonly carriedFrom?: CarriedFrom | undefined;
    readonly correction?: AssessmentView['correction'] | undefined;
  }> {
    if (assessment.state === 'validated') return { correction: await this.carries.correctionOf(tx, assessment.id) };
    if (unconfirmedOf(answers).length === 0) return {};
    return { carriedFrom: await this.carries.originOf(tx, assessment.id) };
  }
}

const permissionsOf = (allows: (action: Action) => boolean): AssessmentView['may'] => ({
  assign: allows('assessment.assign'),
  check: allows('assessment.check'),
  submit: allows('assessment.submit'),
  correct: allows('assessment.correct'),
  withdraw: allows('assessment.withdraw'),
  viewResult: allows('result.view'),
  requestDocument: allows('document.request'),
  viewDocuments: allows('document.view'),
  printQuestionnaire: allows('questionnaire.print'),
});

function taskLine(
  actor: Actor,
  contents: AssessmentContents,
  line: DimensionProgress,
  names: ReadonlyMap<string, string>,
): TaskListLine {
  const assigned = isAssigned(actor, contents.assignments, line.dimension);
  const guarded = { ...contents.assessment, assigned };
  const assignment = contents.assignments.find(({ dimension }) => dimension === line.dimension);
  const name = assignment === undefined ? undefined : names.get(assignment.userId);
  return {
    ...line,
    ...(assignment !== undefined && { assignment: { ...assignment, ...(name !== undefined && { name }) } }),
    may: { view: may(actor, 'answer.view', guarded), answer: may(actor, 'answer.record', guarded) },
  };
}
