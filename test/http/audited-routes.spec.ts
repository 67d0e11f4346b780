import * as application from '@isonomia/application';
import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { asOwner } from '../support/database.js';
import { isMutating, routesOf } from '../support/routes.js';
import { auditCount, changedTables, contentsOf } from '../support/tables.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { PASSWORD, populate, type World } from '../support/world.js';

type Sent = PromiseLike<{ readonly status: number }>;

type UseCaseName = keyof typeof application;

/** Routes that do nothing but hand over to a use case, which is held to its row where all of them are. */
const THROUGH: Readonly<Record<string, UseCaseName | readonly UseCaseName[]>> = {
  [`POST ${API.agencies}`]: 'CreateAgency',
  [`PUT ${API.agency}`]: 'SetUpAgency',
  [`PUT ${API.agencyRetirement}`]: 'RetireAgency',
  [`POST ${API.agencyAssessments}`]: 'StartAssessment',
  [`POST ${API.countries}`]: 'AddCountry',
  [`POST ${API.regions}`]: 'DefineRegion',
  [`POST ${API.documents}`]: 'RequestDocument',
  [`POST ${API.documentRetry}`]: 'RetryDocument',
  [`POST ${API.invitations}`]: 'InvitePerson',
  [`POST ${API.invitationMail}`]: 'ResendInvitation',
  [`DELETE ${API.invitation}`]: 'RevokeInvitation',
  [`POST ${API.personRoles}`]: 'GiveRole',
  [`DELETE ${API.personRole}`]: 'TakeRole',
  [`PUT ${API.personAccess}`]: 'DisablePerson',
  [`POST ${API.questionEvidenceFile}`]: 'AddEvidence',
  [`POST ${API.restoredEvidence}`]: 'RestoreEvidence',
  [`DELETE ${API.evidence}`]: 'RemoveEvidence',
  [`PUT ${API.decision}`]: 'DecideRecommendation',
  [`DELETE ${API.decision}`]: 'TakeBackDecision',
  [`PUT ${API.submission}`]: 'SubmitAssessment',
  [`PUT ${API.submissionFile}`]: 'SubmitAssessment',
  [`POST ${ROUTES.agencyEntry}`]: 'AdministerAgency',
  [`POST ${ROUTES.wallTimer}`]: 'RunTimer',
  [`POST ${ROUTES.wallSession}`]: 'BeginSession',
  [`POST ${ROUTES.attendance}`]: 'NoteAttendance',
  [`POST ${ROUTES.roomQuizSheet}`]: 'HandInQuiz',
  [`POST ${ROUTES.newAgency}`]: 'CreateAgency',
  [`POST ${ROUTES.newCountry}`]: 'AddCountry',
  [`POST ${ROUTES.newRegion}`]: 'DefineRegion',
  [`POST ${ROUTES.retireAgency}`]: 'RetireAgency',
  [`POST ${ROUTES.restoreAgency}`]: 'RetireAgency',
  [`POST ${ROUTES.disablePerson}`]: 'DisablePerson',
  [`POST ${ROUTES.erasePerson}`]: 'ErasePerson',
  [`POST ${ROUTES.eraseAccount}`]: 'ErasePerson',
  [`POST ${ROUTES.eraseAgency}`]: 'AskAgencyErasure',
  [`POST ${ROUTES.withdrawErasure}`]: 'AskAgencyErasure',
  [`POST ${ROUTES.confirmErasure}`]: 'EraseAgency',
  [`POST ${ROUTES.enablePerson}`]: 'DisablePerson',
  [`POST ${ROUTES.giveRole}`]: 'GiveRole',
  [`POST ${ROUTES.takeRole}`]: 'TakeRole',
  [`POST ${ROUTES.invite}`]: 'InvitePerson',
  [`POST ${ROUTES.resendInvitation}`]: 'ResendInvitation',
  [`POST ${ROUTES.revokeInvitation}`]: 'RevokeInvitation',
  [`POST ${ROUTES.invitation}`]: 'AcceptInvitation',
  [`POST ${ROUTES.setUp}`]: 'SetUpAgency',
  [`POST ${ROUTES.setUpRanks}`]: 'SetUpAgency',
  [`POST ${ROUTES.setUpUnits}`]: 'SetUpAgency',
  [`POST ${ROUTES.setUpLogo}`]: 'SetAgencyLogo',
  [`POST ${ROUTES.restoreAnswer}`]: 'RecordAnswer',
  [`POST ${ROUTES.attachEvidence}`]: 'RecordAnswer',
  [`POST ${ROUTES.detachEvidence}`]: 'RecordAnswer',
  [`POST ${ROUTES.removeEvidence}`]: 'RemoveEvidence',
  [`POST ${ROUTES.restoreEvidence}`]: 'RestoreEvidence',
  [`POST ${API.confirmations}`]: 'ConfirmAnswers',
  [`POST ${API.lastAnswer}`]: 'TakeOverAnswer',
  [`POST ${API.correction}`]: 'CorrectAssessment',
  [`POST ${API.roundAssessment}`]: 'StartInRound',
  [`POST ${ROUTES.confirmAnswers}`]: 'ConfirmAnswers',
  [`POST ${ROUTES.takeOver}`]: 'TakeOverAnswer',
  [`POST ${ROUTES.correct}`]: 'CorrectAssessment',
  [`POST ${ROUTES.startInRound}`]: 'StartInRound',
  [`POST ${API.rounds}`]: 'PlanRound',
  [`PUT ${API.round}`]: 'ChangeRound',
  [`PUT ${API.roundState}`]: ['OpenRound', 'CloseRound'],
  [`PUT ${API.roundExtension}`]: 'ExtendRound',
  [`POST ${API.roundInvitations}`]: 'InviteAgencies',
  [`POST ${API.roundReminderMail}`]: 'RemindAgencies',
  [`PUT ${API.roundSharing}`]: 'ChooseSharing',
  [`PUT ${API.roundRefusal}`]: 'DeclineRound',
  [`POST ${ROUTES.newPractice}`]: 'AddPractice',
  [`POST ${ROUTES.editPractice}`]: 'ChangePractice',
  [`POST ${ROUTES.withdrawPractice}`]: 'WithdrawPractice',
  [`POST ${ROUTES.newRound}`]: 'PlanRound',
  [`POST ${ROUTES.editRound}`]: 'ChangeRound',
  [`POST ${ROUTES.openRound}`]: 'OpenRound',
  [`POST ${ROUTES.extendRound}`]: 'ExtendRound',
  [`POST ${ROUTES.closeRound}`]: 'CloseRound',
  [`POST ${ROUTES.inviteToRound}`]: 'InviteAgencies',
  [`POST ${ROUTES.remindInRound}`]: 'RemindAgencies',
  [`POST ${ROUTES.shareInRound}`]: 'ChooseSharing',
  [`POST ${ROUTES.declineRound}`]: 'DeclineRound',
  [`POST ${ROUTES.acceptRound}`]: 'DeclineRound',
  [`POST ${ROUTES.takeDraft}`]: 'KeepDraft',
  [`POST ${ROUTES.discardDraft}`]: 'DiscardDraft',
  [`POST ${ROUTES.submit}`]: 'SubmitAssessment',
  [`POST ${ROUTES.decide}`]: 'DecideRecommendation',
  [`POST ${ROUTES.takeBack}`]: 'TakeBackDecision',
  [`POST ${ROUTES.retryDocument}`]: 'RetryDocument',
  [`POST ${ROUTES.agencyLinks}`]: 'GiveLink',
  [`POST ${ROUTES.roundLinks}`]: 'GiveLink',
  [`POST ${ROUTES.revokeAgencyLink}`]: 'RevokeLink',
  [`POST ${ROUTES.revokeRoundLink}`]: 'RevokeLink',
  [`POST ${ROUTES.orderShared}`]: 'OrderShared',
  [`POST ${ROUTES.newWorkshop}`]: 'PlanWorkshop',
  [`POST ${ROUTES.editWorkshop}`]: 'ChangeWorkshop',
  [`POST ${ROUTES.moveWorkshop}`]: 'MoveWorkshop',
  [`POST ${ROUTES.workshopAgenda}`]: 'ChangeAgenda',
  [`POST ${ROUTES.suggestAgenda}`]: 'ChangeAgenda',
  [`POST ${ROUTES.workshopSession}`]: 'ChangeAgenda',
  [`POST ${ROUTES.removeSession}`]: 'ChangeAgenda',
  [`POST ${ROUTES.rosterImport}`]: 'ImportRoster',
  [`POST ${ROUTES.addParticipant}`]: 'AddParticipant',
  [`POST ${ROUTES.participant}`]: 'ChangeParticipant',
  [`POST ${ROUTES.removeParticipant}`]: 'RemoveParticipant',
  [`POST ${ROUTES.freeSeat}`]: 'FreeSeat',
  [`POST ${ROUTES.spreadGroups}`]: 'ChangeGroups',
  [`POST ${ROUTES.placeInGroups}`]: 'ChangeGroups',
  [`POST ${ROUTES.renameGroup}`]: 'ChangeGroups',
  [`POST ${ROUTES.removeGroup}`]: 'ChangeGroups',
  [`POST ${ROUTES.sendSheets}`]: 'SendSheets',
  [`POST ${ROUTES.workshopSheet}`]: 'ReturnSheet',
  [`POST ${ROUTES.roomSheet}`]: 'ReturnSheet',
  [`POST ${ROUTES.join}`]: 'TakeSeat',
  [`POST ${ROUTES.roomMe}`]: 'ChangeOwnSeat',
  [`POST ${ROUTES.roomQuestion}`]: 'SayAnswer',
  [`POST ${ROUTES.roomTogether}`]: 'SayConsensus',
  [`POST ${ROUTES.roomAgreement}`]: 'SayAgreement',
  [`POST ${ROUTES.roomPoints}`]: 'SayPoint',
  [`POST ${ROUTES.roomPoint}`]: 'SayPoint',
  [`POST ${ROUTES.movePoint}`]: 'MovePoint',
  [`POST ${ROUTES.roomChoice}`]: 'ChooseForGroup',
  [`POST ${ROUTES.addClause}`]: 'AddClause',
  [`POST ${ROUTES.clause}`]: 'ChangeClause',
  [`POST ${ROUTES.markClause}`]: 'MarkClause',
  [`POST ${ROUTES.moveClause}`]: 'MoveClause',
  [`POST ${ROUTES.withdrawClause}`]: 'WithdrawClause',
  [`POST ${ROUTES.restoreClause}`]: 'RestoreClause',
  [`POST ${ROUTES.settleComment}`]: 'SettleComment',
  [`POST ${ROUTES.lockText}`]: 'LockText',
  [`POST ${ROUTES.unlockText}`]: 'UnlockText',
  [`POST ${ROUTES.roomComment}`]: 'CommentOnClause',
  [`POST ${ROUTES.roomPosition}`]: 'HoldPosition',
  [`POST ${ROUTES.roomCommitment}`]: 'KeepCommitment',
  [`POST ${ROUTES.removeRoomCommitment}`]: 'RemoveCommitment',
  [`POST ${ROUTES.roomOffers}`]: 'MakeOffer',
  [`POST ${ROUTES.roomOffer}`]: 'ChangeOffer',
  [`POST ${ROUTES.freezeWorkshop}`]: 'FreezeWorkshop',
  [`POST ${ROUTES.takeCommitments}`]: 'TakeCommitments',
  [`POST ${ROUTES.workshopPapers}`]: 'OrderWorkshopPaper',
  [`POST ${ROUTES.workshopCertificates}`]: 'OrderWorkshopPaper',
  [`POST ${ROUTES.roomPapers}`]: 'OrderOwnPaper',
  [`POST ${ROUTES.releaseReport}`]: 'RequestRegionalReport',
  [`POST ${ROUTES.releases}`]: 'MakeRelease',
  [`POST ${ROUTES.retryRelease}`]: 'RetryRelease',
  [`POST ${API.releases}`]: 'MakeRelease',
  [`POST ${API.releaseRetry}`]: 'RetryRelease',
  [`POST ${ROUTES.addTask}`]: 'AddTask',
  [`POST ${ROUTES.task}`]: 'ChangeTask',
  [`POST ${ROUTES.reportTask}`]: 'ReportOnTask',
  [`POST ${ROUTES.moveTask}`]: 'ReportOnTask',
  [`POST ${ROUTES.addTaskEvidence}`]: 'AddTaskEvidence',
  [`POST ${ROUTES.removeTaskEvidence}`]: 'RemoveTaskEvidence',
  [`POST ${ROUTES.restoreTaskEvidence}`]: 'RemoveTaskEvidence',
  [`POST ${ROUTES.bringDecisions}`]: 'BringDecisions',
  [`POST ${ROUTES.followUp}`]: 'RequestFollowUp',
  [`POST ${ROUTES.sharePlan}`]: 'SharePlan',
  [`POST ${API.planTasks}`]: 'AddTask',
  [`PUT ${API.task}`]: 'ChangeTask',
  [`PUT ${API.taskReport}`]: 'ReportOnTask',
  [`POST ${API.taskEvidence}`]: 'AddTaskEvidence',
  [`DELETE ${API.planEvidence}`]: 'RemoveTaskEvidence',
  [`POST ${API.planDecisions}`]: 'BringDecisions',
  [`POST ${API.planFollowUps}`]: 'RequestFollowUp',
  [`PUT ${API.planSharing}`]: 'SharePlan',
  [`POST ${ROUTES.newPassword}`]: ['AskPasswordReset', 'ResetPassword'],
  [`POST ${ROUTES.takeReview}`]: 'TakeReview',
  [`POST ${ROUTES.decideReview}`]: 'DecideReview',
  [`POST ${ROUTES.askInReview}`]: 'AskInReview',
  [`POST ${ROUTES.returnAssessment}`]: 'ReturnAssessment',
  [`POST ${ROUTES.validateAssessment}`]: 'ValidateAssessment',
  [`PUT ${API.review}`]: 'TakeReview',
  [`POST ${API.reviewDecisions}`]: 'DecideReview',
  [`POST ${API.reviewRequests}`]: 'AskInReview',
  [`POST ${API.reviewReturn}`]: 'ReturnAssessment',
  [`PUT ${API.validation}`]: 'ValidateAssessment',
};

/** What leaves no row, or is told elsewhere; each with its reason. */
const OTHERWISE: Readonly<Record<string, string>> = {
  [`POST ${ROUTES.leaveShared}`]: 'forgets a cookie; nothing is kept of it here',
  [`POST ${ROUTES.rosterUpload}`]: 'reads a list to look at; nothing is kept until it is confirmed',
  [`POST ${ROUTES.upload}`]: 'reads a spreadsheet into the form; nothing is kept until it is saved',
  [`POST ${ROUTES.leaveRoom}`]: 'forgets a cookie; nothing is kept of it here',
  [`POST ${ROUTES.roomChanges}`]: 'does what the form of each kind does, each by its own use case',
  [`POST ${API.session}`]: 'signing in: test/http/audited-edge.spec.ts',
  [`POST ${ROUTES.signIn}`]: 'signing in: test/http/audited-edge.spec.ts',
  [`POST ${ROUTES.secondStep}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${ROUTES.resetFactors}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${API.secondFactor}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${ROUTES.confirm}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${ROUTES.setUpApp}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${ROUTES.removeApp}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${ROUTES.recoveryCodes}`]: 'second factors: test/http/second-factor.spec.ts',
  [`POST ${ROUTES.passkeys}`]: 'second factors: they take a browser',
  [`POST ${ROUTES.passkeyOptions}`]: 'asks for a challenge',
  [`POST ${ROUTES.verifyFile}`]: 'asks whether a file is genuine, and changes nothing',
  [`POST ${ROUTES.removePasskey}`]: 'second factors: they take a browser',
  [`POST ${ROUTES.provePasskey}`]: 'second factors: they take a browser',
  [`POST ${ROUTES.provePasskeyOptions}`]: 'asks for a challenge',
};

describe('a request that changes anything', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let token: string;
  let draft: AssessmentId;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
    draft = await world.assessment();
  });
  afterAll(() => web.close());

  const form = (address: string, fields: Readonly<Record<string, unknown>> = {}, visitor = asha): Sent =>
    visitor
      .post(address)
      .type('form')
      .send({ _csrf: token, ...fields });
  const gov = (route: string): string =>
    href(route as '/:assessment/:question', { assessment: draft, question: 'GOV1' });
  const one = async (sql: string): Promise<string> => {
    const { rows } = await asOwner(web.database.address, (client) => client.query<{ id: string }>(sql));
    return rows[0]?.id ?? '';
  };

  const revision = async (question = 'GOV1'): Promise<string> => {
    const sql = `SELECT revision::text AS id FROM answer WHERE question_id = '${question}' AND assessment_id = '${draft}'`;
    return (await one(sql)) || '0';
  };
  const later = (send: () => Sent) => (): Promise<() => Sent> => Promise.resolve(send);

  /** What is prepared leaves rows of its own, before; what is sent is what is looked at. */
  const SENT: Readonly<Record<string, () => Promise<() => Sent>>> = {
    [`PUT ${API.answer}`]: later(() => asha.put(gov(API.answer)).send({ value: { level: 2 } })),
    [`DELETE ${API.answer}`]: async () => {
      const tag = `"${await revision()}"`;
      return () => asha.delete(gov(API.answer)).set('if-match', tag);
    },
    [`PUT ${API.answers}`]: later(() =>
      asha.put(href(API.answers, { assessment: draft })).send({ answers: { GOV2: { value: { level: 1 } } } }),
    ),
    [`POST ${API.questionEvidence}`]: later(() =>
      asha.post(gov(API.questionEvidence)).send({ kind: 'citation', title: 'Order 7', restricted: false }),
    ),
    [`POST ${ROUTES.answer}`]: async () => {
      const fields = { level: '3', revision: await revision() };
      return () => form(gov(ROUTES.answer), fields);
    },
    [`POST ${ROUTES.clearAnswer}`]: async () => {
      const fields = { revision: await revision() };
      return () => form(gov(ROUTES.clearAnswer), fields);
    },
    [`POST ${ROUTES.comments}`]: later(() => form(gov(ROUTES.comments), { text: 'Why?' })),
    [`POST ${ROUTES.addEvidence}`]: later(() =>
      asha.post(gov(ROUTES.addEvidence)).set('x-csrf-token', token).field('how', 'citation').field('title', 'Order 8'),
    ),
    [`POST ${ROUTES.assign}`]: later(() =>
      form(href(ROUTES.assign, { assessment: draft, dimension: 'D1' }), { user: world.actors.fay.userId }),
    ),
    [`POST ${ROUTES.questionnaire}`]: later(() =>
      form(href(ROUTES.questionnaire, { assessment: draft }), { edition: 'blank' }),
    ),
    [`POST ${ROUTES.startAssessment}`]: async () => {
      const { text } = await asha.get(href(ROUTES.startAssessment, { agency: world.agency })).expect(200);
      const choice = /name="choice" value="([^"]*core[^"]*)"/.exec(text)?.[1] ?? '';
      const period = { from: '2025-01-01', to: '2025-12-31', stockDate: '2025-12-31' };
      return () =>
        form(href(ROUTES.startAssessment, { agency: world.agency }), { choice, title: 'Another', ...period });
    },
    [`POST ${ROUTES.documents}`]: async () => {
      const assessment = await world.submitted();
      return () => form(href(ROUTES.documents, { assessment }), { edition: 'internal' });
    },
    [`POST ${ROUTES.withdraw}`]: async () => {
      const assessment = await world.submitted();
      return () => form(href(ROUTES.withdraw, { assessment }));
    },
    [`DELETE ${API.submission}`]: async () => {
      const assessment = await world.submitted();
      return () => asha.delete(href(API.submission, { assessment }));
    },
    [`POST ${ROUTES.account}`]: later(() => form(ROUTES.account, { name: 'Asha T.', language: 'en' })),
    [`POST ${ROUTES.language}`]: later(() => form(ROUTES.language, { language: 'fr', next: '/' })),
    [`POST ${ROUTES.tokens}`]: later(() => form(ROUTES.tokens, { name: 'Script', scopes: ['read'], days: '30' })),
    [`POST ${ROUTES.revokeToken}`]: async () => {
      const id = await one('SELECT id::text FROM identity.access_token LIMIT 1');
      return () => form(href(ROUTES.revokeToken, { token: id }));
    },
    [`POST ${ROUTES.endSession}`]: async () => {
      await signedIn(web, 'asha');
      const session = await one('SELECT id::text FROM identity.session ORDER BY "createdAt" DESC LIMIT 1');
      return () => form(href(ROUTES.endSession, { session }));
    },
    [`POST ${ROUTES.endOtherSessions}`]: async () => {
      await signedIn(web, 'asha');
      return () => form(ROUTES.endOtherSessions);
    },
    [`POST ${ROUTES.password}`]: async () => {
      const bruno = await signedIn(web, 'bruno');
      const fields = { _csrf: await csrfTokenOf(bruno), current: PASSWORD, password: 'seven quiet harbours at dusk' };
      return () => form(ROUTES.password, fields, bruno);
    },
    [`DELETE ${API.session}`]: async () => {
      const fay = await signedIn(web, 'fay');
      return () => fay.delete(API.session);
    },
    [`POST ${ROUTES.signOut}`]: async () => {
      const fay = await signedIn(web, 'fay');
      const fields = { _csrf: await csrfTokenOf(fay) };
      return () => form(ROUTES.signOut, fields, fay);
    },
  };

  it.each(Object.keys(SENT))('leaves one row: %s', async (route) => {
    const send = await SENT[route]?.();
    if (send === undefined) throw new Error(route);
    const [before, rows] = [await contentsOf(web.database), await auditCount(web.database)];
    const { status } = await send();
    const changed = changedTables(before, await contentsOf(web.database)).length > 0;
    expect({
      route,
      status: status < 400 ? 'done' : status,
      changed,
      rows: (await auditCount(web.database)) - rows,
    }).toEqual({
      route,
      status: 'done',
      changed: true,
      rows: 1,
    });
  });

  it('is known here by its route, every one of the router', () => {
    const known = { ...SENT, ...THROUGH, ...OTHERWISE };
    expect(routesOf(web).filter((route) => isMutating(route) && !(route in known))).toEqual([]);
  });

  it('goes through a use case that there is', () => {
    expect(
      Object.values(THROUGH)
        .flat()
        .filter((name) => !(name in application)),
    ).toEqual([]);
  });
});
