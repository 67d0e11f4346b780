import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type RegionId,
  GiveLink,
  Installation,
  InvitePerson,
  type LanAddress,
  type AssessmentId,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { ABOUT, href, ROUTES } from '../../apps/web/src/paths.js';
import { isLongRun } from '../support/command.js';
import { Chromium, type Reader } from '../support/reader.js';
import { carriedPlaces, type CarriedPlaces } from '../support/carried-places.js';
import { inReview } from '../support/review-places.js';
import { showsItsName } from '../support/named-results.js';
import { roundPlaces, type RoundPlaces } from '../support/round-places.js';
import { planPlaces } from '../support/plan-places.js';
import { inScheme, openAll, wide } from '../support/looking.js';
import { openSite, type Site } from '../support/site.js';
import { joinRound, storeRelease } from '../support/stored-release.js';
import { storePractice } from '../support/practice.js';
import { emailOf, exampleAnswers, PASSWORD } from '../support/world.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What may differ from the desk in the light to the phone in the dark: colours, sizes, what scrolls. The rest is markup. */
const BY_LOOKS = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'meta-viewport',
];
const ROOM: LanAddress = {
  addresses: ['https://192.168.7.20:3000', 'https://rehearsal-of-the-workshop.local:3000'],
  fingerprint: Array.from({ length: 32 }, (_, n) => (n * 8 + 7).toString(16).padStart(2, '0').toUpperCase()).join(':'),
};
const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';

/** What answers with a file or with another address: nothing to look at. */
const NO_PAGES: readonly (keyof typeof ROUTES)[] = [
  'signOut',
  'language',
  'endSession',
  'endOtherSessions',
  'revokeToken',
  'recoveryCodes',
  'provider',
  'passkeys',
  'passkeyOptions',
  'removePasskey',
  'provePasskey',
  'provePasskeyOptions',
  'logo',
  'setUpLogo',
  'answer',
  'restoreAnswer',
  'confirmAnswers',
  'takeOver',
  'restoreEvidence',
  'discardDraft',
  'takeDraft',
  'comments',
  'takeReview',
  'decideReview',
  'askInReview',
  'addEvidence',
  'attachEvidence',
  'detachEvidence',
  'template',
  'upload',
  'evidenceFile',
  'questionnaire',
  'verifyFile',
  'decide',
  'takeBack',
  'documentFile',
  'releaseFile',
  'retryRelease',
  'releaseReportFile',
  'retryDocument',
  'revokeAgencyLink',
  'revokeRoundLink',
  'orderShared',
  'sharedFile',
  'leaveShared',
  'auditFile',
  'restoreAgency',
  'enablePerson',
  'resendInvitation',
  'agencyAuditFile',
  'agencyExport',
  'ownDataFile',
  'confirmErasure',
  'withdrawErasure',
  'shareInRound',
  'planFile',
  'bringDecisions',
  'followUp',
  'moveTask',
  'reportTask',
  'addTaskEvidence',
  'removeTaskEvidence',
  'restoreTaskEvidence',
  'taskEvidenceFile',
  'sharePlan',
  'acceptRound',
];

/** Looks different from address to address; of other pages the first is enough for a short run. */
const OFTEN: readonly (keyof typeof ROUTES)[] = ['assessment', 'dimension', 'question'];

interface Places {
  readonly agency: string;
  readonly draft: AssessmentId;
  readonly submitted: AssessmentId;
  /** In review for the second time, by bruno. */
  readonly reviewed: AssessmentId;
  readonly evidence: string;
  readonly document: string;
  /** Of a plan with tasks in several states. */
  readonly task: string;
  /** An entry of the region in the library of good practice. */
  readonly practice: string;
  /** The secret of a personal link, and a document that it opens. */
  readonly shared: { readonly secret: string; readonly document: string };
  /** Of a round that the agency takes part in. */
  readonly release: string;
  readonly round: string;
  /** What was begun with the answers of a validated assessment, two of which there are; and an agency without any. */
  readonly carried: CarriedPlaces;
  readonly rounds: RoundPlaces;
  /** Of the agency: its region, one of its people, the role they hold, and an invitation with its link. */
  readonly staff: { region: string; person: string; membership: string; invitation: string; link: string };
}

type Route = keyof typeof ROUTES;

/** From right to left, and with the longest words; every page in every language takes the time of a long run. */
const OTHERS: readonly string[] = isLongRun() ? ['ar', 'ru', 'fr'] : ['ar', 'ru'];
const SPOKEN: readonly Route[] = ['signIn', 'question', 'round', 'release'];
type Visit = readonly [
  route: Route,
  address: (places: Places) => string,
  as?: 'stranger' | 'adam' | 'bruno' | 'cora' | 'half',
];

const VISITS: readonly Visit[] = [
  ['home', () => ROUTES.home],
  ['signIn', () => ROUTES.signIn, 'stranger'],
  ['newPassword', () => ROUTES.newPassword, 'stranger'],
  ['newPassword', () => `${ROUTES.newPassword}?token=over`, 'stranger'],
  ['outbox', () => ROUTES.outbox, 'stranger'],
  ['account', () => ROUTES.account],
  ['account', () => `${ROUTES.account}?done=saved`],
  ['password', () => ROUTES.password],
  ['sessions', () => ROUTES.sessions],
  ['tokens', () => ROUTES.tokens],
  ['ownData', () => ROUTES.ownData],
  ['eraseAccount', () => ROUTES.eraseAccount],
  ['agencyData', ({ agency }) => href(ROUTES.agencyData, { agency })],
  ['agencyData', ({ agency }) => href(ROUTES.agencyData, { agency }), 'adam'],
  ['eraseAgency', ({ agency }) => href(ROUTES.eraseAgency, { agency })],
  ['agencies', () => ROUTES.agencies],
  ['agency', ({ agency }) => href(ROUTES.agency, { agency })],
  ['setUp', ({ agency }) => href(ROUTES.setUp, { agency })],
  ['setUpRanks', ({ agency }) => href(ROUTES.setUpRanks, { agency })],
  ['setUpUnits', ({ agency }) => href(ROUTES.setUpUnits, { agency })],
  ['startAssessment', ({ agency }) => href(ROUTES.startAssessment, { agency })],
  ['assessment', ({ draft }) => href(ROUTES.assessment, { assessment: draft })],
  ['assessment', ({ submitted }) => href(ROUTES.assessment, { assessment: submitted })],
  ['roundOfAgency', ({ agency, rounds }) => href(ROUTES.roundOfAgency, { agency, round: rounds.open })],
  ['declineRound', ({ agency, rounds }) => href(ROUTES.declineRound, { agency, round: rounds.open })],
  ['rounds', () => ROUTES.rounds, 'adam'],
  ['newRound', ({ staff }) => href(ROUTES.newRound, {}, { query: { region: staff.region } }), 'adam'],
  ['round', ({ rounds }) => href(ROUTES.round, { round: rounds.planned }), 'adam'],
  ['round', ({ rounds }) => href(ROUTES.round, { round: rounds.open }), 'adam'],
  ['round', ({ rounds }) => `${href(ROUTES.round, { round: rounds.open })}?progress=validated`, 'adam'],
  ['editRound', ({ rounds }) => href(ROUTES.editRound, { round: rounds.planned }), 'adam'],
  ['openRound', ({ rounds }) => href(ROUTES.openRound, { round: rounds.planned }), 'adam'],
  ['inviteToRound', ({ rounds }) => href(ROUTES.inviteToRound, { round: rounds.planned }), 'adam'],
  ['remindInRound', ({ rounds }) => href(ROUTES.remindInRound, { round: rounds.open }), 'adam'],
  ['extendRound', ({ rounds }) => href(ROUTES.extendRound, { round: rounds.open }), 'adam'],
  ['closeRound', ({ rounds }) => href(ROUTES.closeRound, { round: rounds.open }), 'adam'],
  ['startInRound', ({ agency, carried }) => href(ROUTES.startInRound, { agency, round: carried.open })],
  ['assessment', ({ carried }) => href(ROUTES.assessment, { assessment: carried.started })],
  ['dimension', ({ carried }) => href(ROUTES.dimension, { assessment: carried.started, dimension: 'D1' })],
  ['dimension', ({ carried }) => href(ROUTES.dimension, { assessment: carried.started, dimension: 'D3' })],
  ['check', ({ carried }) => href(ROUTES.check, { assessment: carried.started })],
  ['correct', ({ carried }) => href(ROUTES.correct, { assessment: carried.validated })],
  ['agencyDocuments', ({ agency }) => href(ROUTES.agencyDocuments, { agency })],
  ['agencyLinks', ({ agency }) => href(ROUTES.agencyLinks, { agency })],
  ['roundLinks', ({ rounds }) => href(ROUTES.roundLinks, { round: rounds.open }), 'adam'],
  ['shared', () => ROUTES.shared, 'stranger'],
  ['shared', ({ shared }) => `${ROUTES.shared}?token=${shared.secret}`, 'stranger'],
  ['shared', () => ROUTES.shared, 'stranger'],
  ['sharedDocument', ({ shared }) => href(ROUTES.sharedDocument, shared), 'stranger'],
  ['plan', ({ agency }) => href(ROUTES.plan, { agency })],
  ['plan', ({ agency }) => href(ROUTES.plan, { agency }, { query: { show: 'overdue' } })],
  ['planTimeline', ({ agency }) => href(ROUTES.planTimeline, { agency })],
  ['addTask', ({ agency }) => href(ROUTES.addTask, { agency })],
  ['task', ({ task }) => href(ROUTES.task, { task }, { query: { state: 'dropped' } })],
  ['plansInRound', ({ rounds }) => href(ROUTES.plansInRound, { round: rounds.open }), 'cora'],
  ['trends', ({ agency }) => href(ROUTES.trends, { agency })],
  ['trends', ({ carried }) => href(ROUTES.trends, { agency: carried.empty }), 'adam'],
  ['assign', ({ draft }) => href(ROUTES.assign, { assessment: draft, dimension: 'D1' })],
  // Between them these have every kind of question.
  ...(isLongRun() ? Array.from({ length: 14 }, (_, n) => n + 1) : [1, 3, 4, 6, 7, 12]).map((n): Visit => {
    const dimension = `D${n}`;
    return ['dimension', ({ draft }) => href(ROUTES.dimension, { assessment: draft, dimension })];
  }),
  ['dimension', ({ submitted }) => href(ROUTES.dimension, { assessment: submitted, dimension: 'D3' })],
  ['question', ({ draft }) => href(ROUTES.question, { assessment: draft, question: 'GOV1' })],
  ['question', ({ draft }) => href(ROUTES.question, { assessment: draft, question: 'WFC1' })],
  ['question', ({ draft }) => href(ROUTES.question, { assessment: draft, question: 'SOC3' })],
  ['question', ({ submitted }) => href(ROUTES.question, { assessment: submitted, question: 'GOV1' })],
  ['clearAnswer', ({ draft }) => href(ROUTES.clearAnswer, { assessment: draft, question: 'GOV1' })],
  [
    'removeEvidence',
    ({ draft, evidence }) => href(ROUTES.removeEvidence, { assessment: draft, question: 'GOV1', evidence }),
  ],
  ['check', ({ draft }) => href(ROUTES.check, { assessment: draft })],
  ['submit', ({ draft }) => href(ROUTES.submit, { assessment: draft })],
  ['submit', ({ submitted }) => href(ROUTES.submit, { assessment: submitted })],
  ['withdraw', ({ submitted }) => href(ROUTES.withdraw, { assessment: submitted })],
  ['assessment', ({ reviewed }) => href(ROUTES.assessment, { assessment: reviewed })],
  ['reviews', () => ROUTES.reviews, 'bruno'],
  ['review', ({ submitted }) => href(ROUTES.review, { assessment: submitted }), 'bruno'],
  ['review', ({ reviewed }) => href(ROUTES.review, { assessment: reviewed }), 'bruno'],
  [
    'reviewDimension',
    ({ reviewed }) => href(ROUTES.reviewDimension, { assessment: reviewed, dimension: 'D1' }),
    'bruno',
  ],
  ['returnAssessment', ({ reviewed }) => href(ROUTES.returnAssessment, { assessment: reviewed }), 'bruno'],
  ['validateAssessment', ({ reviewed }) => href(ROUTES.validateAssessment, { assessment: reviewed }), 'bruno'],
  ['result', ({ draft }) => href(ROUTES.result, { assessment: draft })],
  ['result', ({ submitted }) => href(ROUTES.result, { assessment: submitted })],
  ['explain', ({ submitted }) => href(ROUTES.explain, { assessment: submitted, number: 'overall' })],
  ['explain', ({ submitted }) => href(ROUTES.explain, { assessment: submitted, number: 'D3' })],
  ['explain', ({ submitted }) => href(ROUTES.explain, { assessment: submitted, number: 'REC1' })],
  ['explain', ({ submitted }) => href(ROUTES.explain, { assessment: submitted, number: 'WFC1' })],
  ['explain', ({ submitted }) => href(ROUTES.explain, { assessment: submitted, number: 'womens-share:WFC1' })],
  ['recommendations', ({ submitted }) => href(ROUTES.recommendations, { assessment: submitted })],
  ['documents', ({ draft }) => href(ROUTES.documents, { assessment: draft })],
  ['documents', ({ submitted }) => href(ROUTES.documents, { assessment: submitted })],
  ['document', ({ document }) => href(ROUTES.document, { document })],
  ['practices', () => ROUTES.practices],
  ['practices', () => ROUTES.practices, 'adam'],
  ['newPractice', () => ROUTES.newPractice, 'adam'],
  ['editPractice', ({ practice }) => href(ROUTES.editPractice, { practice }), 'adam'],
  ['withdrawPractice', ({ practice }) => href(ROUTES.withdrawPractice, { practice }), 'adam'],
  ['releases', ({ round }) => href(ROUTES.releases, { round }), 'adam'],
  ['releases', ({ round }) => href(ROUTES.releases, { round })],
  ['named', ({ round }) => href(ROUTES.named, { round })],
  ['named', ({ carried }) => href(ROUTES.named, { round: carried.open })],
  ['namedAgency', ({ round, agency }) => href(ROUTES.namedAgency, { round, agency })],
  ['prospect', ({ round }) => href(ROUTES.prospect, { round }), 'adam'],
  ['release', ({ release }) => href(ROUTES.release, { release })],
  ['release', ({ release }) => href(ROUTES.release, { release }, { query: { grouping: 'country' } }), 'adam'],
  ['release', ({ release }) => href(ROUTES.release, { release }, { query: { grouping: 'size-band' } }), 'adam'],
  ['releaseReport', ({ release }) => href(ROUTES.releaseReport, { release })],
  ['releaseReport', ({ release }) => href(ROUTES.releaseReport, { release }), 'adam'],
  ['agencyAudit', ({ agency }) => href(ROUTES.agencyAudit, { agency })],
  ['agencyAudit', ({ agency }) => href(ROUTES.agencyAudit, { agency }, { query: { from: 'soon' } })],
  ['secondStep', () => ROUTES.secondStep, 'half'],
  ['confirm', () => ROUTES.confirm],
  ['confirm', () => ROUTES.confirm, 'adam'],
  ['secondFactor', () => ROUTES.secondFactor],
  ['secondFactor', () => ROUTES.secondFactor, 'adam'],
  ['setUpApp', () => ROUTES.setUpApp],
  ['removeApp', () => ROUTES.removeApp, 'adam'],
  ['audit', () => ROUTES.audit, 'adam'],
  ['auditCheck', () => ROUTES.auditCheck, 'adam'],
  ['administration', () => ROUTES.administration, 'adam'],
  ['administration', () => ROUTES.administration],
  ['regions', () => ROUTES.regions, 'adam'],
  ['newRegion', () => ROUTES.newRegion, 'adam'],
  ['newCountry', ({ staff }) => href(ROUTES.newCountry, { region: staff.region }), 'adam'],
  ['agencyEntries', () => ROUTES.agencyEntries, 'adam'],
  ['agencyEntries', () => `${ROUTES.agencyEntries}?matching=nothing+like+it`, 'adam'],
  ['newAgency', () => ROUTES.newAgency, 'adam'],
  ['agencyEntry', ({ agency }) => href(ROUTES.agencyEntry, { agency }), 'adam'],
  ['retireAgency', ({ agency }) => href(ROUTES.retireAgency, { agency }), 'adam'],
  ['people', () => ROUTES.people, 'adam'],
  ['people', ({ agency }) => href(ROUTES.people, {}, { query: { agency } })],
  ['invite', () => ROUTES.invite, 'adam'],
  ['invite', ({ agency }) => href(ROUTES.invite, {}, { query: { agency } })],
  ['person', ({ staff }) => href(ROUTES.person, { person: staff.person }), 'adam'],
  ['giveRole', ({ staff }) => href(ROUTES.giveRole, { person: staff.person }), 'adam'],
  ['takeRole', ({ staff: { person, membership } }) => href(ROUTES.takeRole, { person, membership }), 'adam'],
  ['erasePerson', ({ staff }) => href(ROUTES.erasePerson, { person: staff.person }), 'adam'],
  ['resetFactors', ({ staff }) => href(ROUTES.resetFactors, { person: staff.person }), 'adam'],
  ['disablePerson', ({ staff }) => href(ROUTES.disablePerson, { person: staff.person }), 'adam'],
  ['invitations', () => ROUTES.invitations],
  ['revokeInvitation', ({ staff: { invitation } }) => href(ROUTES.revokeInvitation, { invitation })],
  ['invitation', ({ staff }) => staff.link, 'stranger'],
  ['invitation', ({ staff }) => staff.link],
  ['invitation', () => `${ROUTES.invitation}?token=over`, 'stranger'],
  ['invitation', () => `${ROUTES.invitation}?accepted=1`, 'stranger'],
  ['lan', () => ROUTES.lan],
  ['verifyDocument', ({ document }) => href(ROUTES.verifyDocument, { document }), 'stranger'],
  ['verifyDocument', () => href(ROUTES.verifyDocument, { document: 'K7QF-3M9D-X2TA' }), 'stranger'],
  ...Object.values(ABOUT).map((address): Visit => ['about', () => address, 'stranger']),
  ['assessment', () => href(ROUTES.assessment, { assessment: NOBODYS })],
];

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

describe('every page', () => {
  let site: Site;
  let chromium: Chromium;
  let readers: Readonly<Record<'asha' | 'adam' | 'bruno' | 'cora' | 'half' | 'stranger', Reader>>;
  let places: Places;

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    const asha = await chromium.person(site.origin);
    await asha.signIn('asha');
    const draft = await site.world.assessment();
    await site.world.answer(draft, exampleAnswers('full'));
    const submitted = await site.world.submitted('full');
    await asha.open(href(ROUTES.question, { assessment: draft, question: 'GOV1' }));
    await (await asha.named('Add evidence')).click();
    await asha.write({ how: 'citation', title: 'Order 114', number: '114/2023' }, '#add-evidence');
    await asha.press('Add the evidence');
    const remove = await asha.page.$eval('#evidence a[href$="/remove"]', (one) => one.getAttribute('href') ?? '');
    await asha.open(href(ROUTES.documents, { assessment: submitted }));
    await asha.write({ edition: 'sharing' });
    await asha.press('Make the document');
    const document = asha.path().split('/')[2] ?? '';
    const { cora } = site.world.actors;
    const stored = await storeRelease(site.web.database, cora.memberships[0]?.regionId as RegionId);
    await joinRound(site.web.database, stored.round, site.world.agency);
    const shown = { round: stored.round, agency: site.world.agency, assessment: submitted };
    await showsItsName(site.web.database, shown);
    places = {
      agency: site.world.agency,
      draft,
      submitted,
      reviewed: await inReview(site),
      evidence: remove.split('/').at(-2) ?? '',
      practice: await storePractice(site.web.database, cora.memberships[0]?.regionId as RegionId),
      document,
      task: await planPlaces(site, submitted),
      shared: { secret: await linkOf(site), document },
      release: stored.release,
      round: stored.round,
      staff: await staffOf(site),
      carried: await carriedPlaces(site),
      rounds: await roundPlaces(site),
    };
    await asha.page.waitForSelector('main a[download]', { timeout: 30_000 });
    const adam = await chromium.person(site.origin);
    await adam.signIn('adam');
    // With the password alone: what is still owed is all that this person sees.
    const half = await chromium.person(site.origin);
    await half.open('/sign-in');
    await half.write({ email: emailOf('cora'), password: PASSWORD });
    await half.press('Sign in');
    const bruno = await chromium.person(site.origin);
    await bruno.signIn('bruno');
    const keeper = await chromium.person(site.origin);
    await keeper.signIn('cora');
    readers = { asha, adam, bruno, cora: keeper, half, stranger: await chromium.person(site.origin) };
    // As if it had been started for a room.
    Object.assign(site.web.app.get(Installation, { strict: false }), { lan: ROOM });
    readers.asha.complained();
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it('is visited below', () => {
    const visited = new Set<string>([...VISITS.map(([route]) => route), ...NO_PAGES]);
    expect(Object.keys(ROUTES).filter((route) => !visited.has(route))).toEqual([]);
  });

  const named = VISITS.map(
    (visit, n) =>
      [visit[0], String(VISITS.slice(0, n + 1).filter(([route]) => route === visit[0]).length), visit] as const,
  ).filter(([route, nth]) => isLongRun() || nth === '1' || OFTEN.includes(route));

  it.each(named)(
    '%s %s holds for everybody: axe on a desk in the light and on a phone in the dark, narrow, quiet',
    async (_route, _nth, visit) => {
      const [, address, as = 'asha'] = visit;
      const reader = readers[as];
      const { page } = reader;
      await page.setViewport({ width: 1280, height: 900 });
      await inScheme(reader, 'light');
      await reader.open(address(places));
      await openAll(reader);
      const light = await violations(reader);
      await inScheme(reader, 'dark');
      await page.setViewport({ width: 320, height: 640 });
      const dark = await violations(reader, isLongRun() ? WCAG : BY_LOOKS);
      const narrow = await wide(reader);
      expect({ light, dark, narrow, complaints: reader.complained(404, 422) }).toEqual({
        light: [],
        dark: [],
        narrow: [],
        complaints: [],
      });
    },
  );

  // Nobody here has set a language: what the browser asks for is what they get.
  const spoken = named
    .filter(([route, nth]) => isLongRun() || (nth === '1' && SPOKEN.includes(route)))
    .flatMap((visit) => OTHERS.map((language) => [language, ...visit] as const));

  it.each(spoken)('in %s, %s %s holds as well, in its own direction', async (language, ...[, , visit]) => {
    const [, address, as = 'asha'] = visit;
    const reader = readers[as];
    await reader.page.setExtraHTTPHeaders({ 'accept-language': language });
    try {
      await reader.page.setViewport({ width: 1280, height: 900 });
      await inScheme(reader, 'light');
      await reader.open(address(places));
      await openAll(reader);
      const root = await reader.page.$eval('html', ({ lang, dir }) => `${lang} ${dir}`);
      const found = await violations(reader);
      await reader.page.setViewport({ width: 320, height: 640 });
      const narrow = await wide(reader);
      expect({ root, found, narrow, complaints: reader.complained(404, 422) }).toEqual({
        root: `${language} ${language === 'ar' ? 'rtl' : 'ltr'}`,
        found: [],
        narrow: [],
        complaints: [],
      });
    } finally {
      await reader.page.setExtraHTTPHeaders({});
    }
  });
});

/** Somebody to look at, and an invitation that nobody has accepted. */
async function staffOf({ web, world: { agency, actors } }: Site): Promise<Places['staff']> {
  const command = { email: 'somebody.new@example.org', role: 'contributor', agency };
  const { invitation } = await web.app.get(InvitePerson, { strict: false }).execute(actors.asha, command);
  const { operator } = web.database;
  const [held]: readonly { id: string; region: string }[] = await operator.query(
    `SELECT m.id, c.region_id AS region FROM membership m JOIN agency g ON g.id = m.agency_id
     JOIN country c ON c.id = g.country_id WHERE m.user_id = $1 AND m.agency_id = $2`,
    [actors.fay.userId, agency],
  );
  // The worker has sent the mail and forgotten its link by now: another one is put in its place.
  const secret = 'a-link-for-looking-at-the-page';
  const digest = createHash('sha256').update(secret).digest('hex');
  await operator.query('UPDATE invitation SET token_sha256 = $2 WHERE id = $1', [invitation, digest]);
  return {
    region: held?.region ?? '',
    person: actors.fay.userId,
    membership: held?.id ?? '',
    invitation,
    link: `${ROUTES.invitation}?token=${secret}`,
  };
}

/** Of a link to everything that the agency shares. */
async function linkOf({ web, world: { agency, actors } }: Site): Promise<string> {
  const reach = { reports: true, editable: true, days: 30 };
  const command = { place: { agency }, recipient: 'Adviser Nour', language: 'en', languages: ['en'], ...reach };
  const address = await web.app.get(GiveLink, { strict: false }).execute(actors.asha, command);
  return new URL(address).searchParams.get('token') ?? '';
}

/** By tags or by rules of axe. */
async function violations(reader: Reader, only: readonly string[] = WCAG): Promise<readonly string[]> {
  if (!(await reader.page.evaluate(() => 'axe' in globalThis))) await reader.page.evaluate(AXE);
  const found = await reader.page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // Of what is right nothing need be said: spelling out where it stands takes half of the time.
    const { violations: all } = await axe.run({ runOnly: [...runOnly], resultTypes: ['violations'], preload: false });
    // Axe holds whatever lies in a disabled group for out of reach. The browser is asked, which disables fields alone.
    const isOutOfReach = (selector: unknown): boolean => {
      const frame = document.querySelector<HTMLElement>(String(selector));
      frame?.focus();
      return frame === null || document.activeElement !== frame;
    };
    return all
      .map((one) =>
        one.id === 'scrollable-region-focusable'
          ? { ...one, nodes: one.nodes.filter(({ target }) => isOutOfReach(target[0])) }
          : one,
      )
      .filter(({ nodes }) => nodes.length > 0);
  }, only);
  return found.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`),
  );
}
