import {
  DownloadShared,
  GiveLink,
  HoldLink,
  ListLinks,
  ListShared,
  MakeDocument,
  OrderShared,
  Problem,
  RecordAnswers,
  RequestDocument,
  RetireAgency,
  RevokeLink,
  SubmitAssessment,
  ViewShared,
  WithdrawAssessment,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type DocumentId,
  type GiveLinkCommand,
  type HeldLink,
} from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { asOwner } from '../../support/database.js';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { APPROVAL, bytesOf, Stage } from '../../support/stage.js';

const DAY_MS = 86_400_000;
const GIVEN = { recipient: 'Adviser Nour', language: 'ar', languages: ['en', 'ar'], days: 30 } as const;

describe('a personal link', () => {
  let stage: Stage;
  let police: AgencyId;
  let customs: AgencyId;
  let asha: Actor;
  let dara: Actor;
  let assessment: AssessmentId;

  const submitted = async (lead: Actor, agency: AgencyId): Promise<AssessmentId> => {
    const made = await stage.assessment(lead, agency);
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(lead, { assessment: made, answers });
    await stage.get(SubmitAssessment).execute(lead, { assessment: made, approval: APPROVAL });
    return made;
  };
  const made = async (lead: Actor, of: AssessmentId, edition: string): Promise<DocumentId> => {
    const order = { assessment: of, edition, reader: 'en' };
    const { document } = await stage.get(RequestDocument).execute(lead, order);
    await stage.get(MakeDocument).execute({ document });
    return document;
  };
  const give = async (lead: Actor, agency: AgencyId, different: Partial<GiveLinkCommand> = {}): Promise<string> => {
    const command = { ...GIVEN, place: { agency }, reports: false, editable: false, ...different };
    return new URL(await stage.get(GiveLink).execute(lead, command)).searchParams.get('token') ?? '';
  };
  const hold = (secret: string): Promise<HeldLink> => stage.get(HoldLink).execute({ secret });
  const listed = async (secret: string) => stage.get(ListShared).execute(await hold(secret));
  const shown = async (secret: string): Promise<readonly DocumentId[]> =>
    (await listed(secret)).assessments.flatMap(({ documents }) => documents.map(({ id }) => id));
  const code = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (problem: unknown) => (problem instanceof Problem ? problem.code : String(problem)),
    );
  const audited = (agency: AgencyId) =>
    stage.rows<{ action: string; actor: string; kind: string; detail: Readonly<Record<string, unknown>> }>(
      `SELECT action, actor_id AS actor, subject_kind AS kind, detail FROM audit WHERE agency_id = $1 ORDER BY id`,
      [agency],
    );

  beforeAll(async () => {
    stage = await Stage.open();
    police = await stage.agency('Police of Norlavia');
    customs = await stage.agency('Customs of Norlavia');
    asha = person('asha', 'lead', { agencyId: police });
    dara = person('dara', 'lead', { agencyId: customs });
    stage.played.people.add(asha, dara);
    assessment = await submitted(asha, police);
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.played.jobs.jobs.length = 0;
  });

  it('opens the sharing edition of what its agency handed in, byte for byte, and tells the audit of the link', async () => {
    const document = await made(asha, assessment, 'sharing');
    const secret = await give(asha, police);
    const link = await hold(secret);
    expect(link).toMatchObject({ recipient: 'Adviser Nour', agency: { name: 'Police of Norlavia' } });
    expect(await shown(secret)).toEqual([document]);
    const { file, bytes } = await stage.get(DownloadShared).execute(link, { document });
    const pdf = await bytesOf(bytes);
    expect(pdf.toString()).toContain('Police of Norlavia sharing');
    expect(file).toMatchObject({ mediaType: 'application/pdf', size: pdf.length });
    const [read] = (await audited(police)).slice(-1);
    expect(read).toMatchObject({ action: 'document.read', actor: 'personal-link', detail: { link: link.id } });
    expect(JSON.stringify(await audited(police))).not.toContain('Nour');
  });

  it('never opens the internal edition, a questionnaire, or anything of another agency', async () => {
    const internal = await made(asha, assessment, 'internal');
    const theirs = await submitted(dara, customs);
    const foreign = await made(dara, theirs, 'sharing');
    const secret = await give(asha, police, { editable: true, reports: true });
    const link = await hold(secret);
    for (const document of [internal, foreign]) {
      expect(await shown(secret)).not.toContain(document);
      expect(await code(stage.get(ViewShared).execute(link, { document }))).toBe('not-found');
      expect(await code(stage.get(DownloadShared).execute(link, { document }))).toBe('not-found');
    }
    const order = { kind: 'outcome', subject: theirs, language: 'en', format: 'pdf' };
    stage.played.jobs.jobs.length = 0;
    expect(await code(stage.get(OrderShared).execute(link, order))).toBe('not-found');
    expect((await listed(secret)).assessments.map(({ id }) => id)).not.toContain(theirs);
    expect(stage.played.jobs.jobs).toEqual([]);
  });

  it('gives the web’s role nothing else either: the functions prove the digest, and the rows stay closed', async () => {
    const internal = await made(asha, assessment, 'internal');
    const sharing = await made(asha, assessment, 'sharing');
    const secret = await give(asha, police);
    const digest = createHash('sha256').update(secret).digest('hex');
    const { dataSource } = stage.database;
    const asked = (sql: string, ...values: readonly unknown[]): Promise<Record<string, unknown>[]> =>
      dataSource.query(sql, [...values]);
    const at = stage.played.clock.now();
    const ids = (await asked('SELECT id FROM link_documents($1, $2)', digest, at)).map(({ id }) => id);
    expect(ids).toContain(sharing);
    expect(ids).not.toContain(internal);
    const chunk = async (key: string, document: string) =>
      (await asked('SELECT link_chunk($1, $2, $3, 0) AS bytes', key, at, document))[0]?.['bytes'] ?? null;
    expect(await chunk(digest, sharing)).not.toBeNull();
    expect(await chunk(digest, internal)).toBeNull();
    for (const wrong of [digest.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')), '', secret]) {
      expect(await asked('SELECT * FROM link_documents($1, $2)', wrong, at)).toEqual([]);
      expect(await asked('SELECT * FROM link_of($1, $2)', wrong, at)).toEqual([]);
      expect(await chunk(wrong, sharing)).toBeNull();
    }
    expect(await asked('SELECT id FROM personal_link')).toEqual([]);
    await expect(asked('SELECT token_sha256 FROM personal_link')).rejects.toThrow('permission denied');
    await expect(asked('SELECT * FROM living_link($1, $2)', digest, at)).rejects.toThrow('permission denied');
  });

  it('has made what nobody asked for yet: once, whoever asks, and no more than a link may', async () => {
    const own = await submitted(asha, police);
    const secret = await give(asha, police, { assessment: own });
    const link = await hold(secret);
    const order = { kind: 'outcome', subject: own, language: 'en', format: 'pdf' };
    const { document } = await stage.get(OrderShared).execute(link, order);
    expect(stage.played.jobs.jobs).toEqual([{ kind: 'make-document', document, agency: police }]);
    expect(await stage.get(OrderShared).execute(link, order)).toEqual({ document });
    expect(stage.played.jobs.jobs).toHaveLength(1);
    expect(await stage.get(ViewShared).execute(link, { document })).toMatchObject({ document: { state: 'queued' } });
    await stage.get(MakeDocument).execute({ document, agency: police });
    expect(await shown(secret)).toEqual([document]);
    expect(await code(stage.get(OrderShared).execute(link, { ...order, language: 'tlh' }))).toBe('not-found');
    expect(await code(stage.get(OrderShared).execute(link, { ...order, format: 'docx' }))).toBe('not-found');
    await stage.rows('UPDATE personal_link SET ordered = 24 WHERE id = $1', [link.id]);
    await stage.rows(`UPDATE document SET state = 'failed', failure = 'printing', file_id = NULL WHERE id = $1`, [
      document,
    ]);
    expect(await code(stage.get(OrderShared).execute(link, order))).toBe('link.spent');
    const [last] = (await audited(police)).filter(({ action }) => action === 'document.requested').slice(-1);
    expect(last).toMatchObject({ actor: 'personal-link', detail: { edition: 'sharing', link: link.id } });
  });

  it('says the same whether it expired, was revoked or never was', async () => {
    const expired = await give(asha, police, { days: 7 });
    stage.played.clock.forward(1);
    const revoked = await give(asha, police);
    const { links } = await stage.get(ListLinks).execute(asha, { place: { agency: police } });
    await stage.get(RevokeLink).execute(asha, { place: { agency: police }, link: links[0]!.link.id });
    expect(await code(hold(expired))).toBe('done');
    stage.played.clock.forward(7 * DAY_MS + 1);
    for (const secret of [expired, revoked, 'A'.repeat(43), '', undefined as unknown as string])
      expect(await code(hold(secret))).toBe('link.unusable');
  });

  it('is given and ended by a lead of the agency alone', async () => {
    const bruno = person('bruno', 'contributor', { agencyId: police });
    const place = { agency: police };
    const before = await stage.rows('SELECT id FROM personal_link');
    for (const stranger of [bruno, dara]) {
      expect(await code(give(stranger, police))).toMatch(/^(forbidden|not-found)$/);
      expect(await code(stage.get(ListLinks).execute(stranger, { place }))).toMatch(/^(forbidden|not-found)$/);
    }
    expect(await stage.rows('SELECT id FROM personal_link')).toEqual(before);
    const { links } = await stage.get(ListLinks).execute(asha, { place });
    expect(links[0]).toMatchObject({ givenByName: 'Asha', link: { recipient: 'Adviser Nour' } });
    const theirs = { place: { agency: customs }, link: links[0]!.link.id };
    expect(await code(stage.get(RevokeLink).execute(dara, theirs))).toBe('not-found');
  });

  it('closes what goes back to the agency, and all of an agency that is retired or whose lead is no longer lead', async () => {
    const own = await submitted(asha, police);
    const document = await made(asha, own, 'sharing');
    const secret = await give(asha, police, { assessment: own });
    expect(await shown(secret)).toEqual([document]);
    await stage.get(WithdrawAssessment).execute(asha, { assessment: own });
    expect(await shown(secret)).toEqual([]);
    const link = await hold(secret);
    expect(await code(stage.get(DownloadShared).execute(link, { document }))).toBe('not-found');
    const role = `FROM membership WHERE user_id = 'asha' AND agency_id = $1`;
    const [kept] = await stage.rows<{ row: object }>(`SELECT to_jsonb(membership) AS row ${role}`, [police]);
    await stage.rows(`DELETE ${role}`, [police]);
    expect(await code(hold(secret))).toBe('link.unusable');
    await stage.rows('INSERT INTO membership SELECT * FROM jsonb_populate_record(NULL::membership, $1)', [kept!.row]);
    expect(await code(hold(secret))).toBe('done');
    await stage.enrol(stage.root);
    await stage.get(RetireAgency).execute(stage.root, { agency: police, retired: true });
    expect(await code(hold(secret))).toBe('link.unusable');
    await stage.get(RetireAgency).execute(stage.root, { agency: police, retired: false });
  });

  it('hands out nothing, makes nothing and ends nothing when the audit cannot be written', async () => {
    const own = await submitted(asha, police);
    const document = await made(asha, own, 'sharing');
    const link = await hold(await give(asha, police, { assessment: own, editable: true }));
    const { links } = await stage.get(ListLinks).execute(asha, { place: { agency: police } });
    const order = { kind: 'outcome', subject: own, language: 'en', format: 'docx' };
    const revoking = { place: { agency: police }, link: links[0]!.link.id };
    const acts = [
      () => stage.get(DownloadShared).execute(link, { document }),
      () => stage.get(OrderShared).execute(link, order),
      () => stage.get(HoldLink).open(link, { followed: true }),
      () => stage.get(RevokeLink).execute(asha, revoking),
    ];
    const state = () =>
      stage.rows('SELECT to_jsonb(l) AS row, (SELECT count(*) FROM document) AS n FROM personal_link l');
    const rows = async () => (await audited(police)).length;
    const [before, told] = [await state(), await rows()];
    const run = (sql: string) => asOwner(stage.database.address, (client) => client.query(sql));
    await run('REVOKE INSERT ON audit FROM isonomia_app, isonomia_operator');
    try {
      for (const act of acts) await expect(act()).rejects.toThrow('permission denied');
    } finally {
      await run('GRANT INSERT ON audit TO isonomia_app');
    }
    expect([await state(), await rows()]).toEqual([before, told]);
    for (const act of acts) await act();
    expect(await rows()).toBe(told + acts.length);
  });

  it('goes by mail in the language of the person, and its address is kept with the letter alone', async () => {
    await give(asha, police, { email: 'Nour@example.org' });
    const [mail] = await stage.rows<Record<string, unknown>>(
      `SELECT recipient, language, template, params->>'link' AS link FROM mail ORDER BY created_at DESC LIMIT 1`,
    );
    expect(mail).toMatchObject({ recipient: 'nour@example.org', language: 'ar', template: 'personal-link' });
    expect(String(mail?.['link'])).toMatch(/^https:\/\/isonomia\.test\/shared\?token=[\w-]{43}$/);
    const [row] = await stage.rows<{ row: object }>(
      'SELECT to_jsonb(l) AS row FROM personal_link l ORDER BY given_at DESC LIMIT 1',
    );
    expect(JSON.stringify(row)).not.toContain('example.org');
    expect(JSON.stringify(row)).not.toContain(new URL(String(mail?.['link'])).searchParams.get('token'));
    expect(await code(give(asha, police, { email: 'not an address' }))).toBe('input.refused');
    expect(await code(give(asha, police, { days: 365 }))).toBe('input.refused');
    expect(await code(give(asha, police, { recipient: ' ' }))).toBe('input.refused');
  });
});
