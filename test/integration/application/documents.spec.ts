import {
  DecideRecommendation,
  DownloadDocument,
  documentId,
  ListDocuments,
  MakeDocument,
  PrintQuestionnaire,
  RecordAnswers,
  RequestDocument,
  RetryDocument,
  SubmitAssessment,
  VerifyDocument,
  ViewDocument,
  WithdrawAssessment,
  type AgencyId,
  type AssessmentId,
  type DocumentId,
} from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { asOwner } from '../../support/database.js';
import { PaperSigner } from '../../support/paper.js';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { APPROVAL, bytesOf, Stage } from '../../support/stage.js';

describe('a document', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let asha: ReturnType<typeof person>;
  let rosa: ReturnType<typeof person>;
  let fay: ReturnType<typeof person>;
  let dara: ReturnType<typeof person>;
  const order = async (edition = 'internal'): Promise<DocumentId> =>
    (await stage.get(RequestDocument).execute(asha, { assessment, edition, reader: 'en' })).document;
  const view = (document: DocumentId) => stage.get(ViewDocument).execute(asha, { document });
  const make = (document: DocumentId) => stage.get(MakeDocument).execute({ document });
  const count = (table: string) =>
    asOwner(stage.database.address, async (client) => (await client.query(`SELECT FROM ${table}`)).rowCount);

  beforeAll(async () => {
    stage = await Stage.open();
    agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    rosa = person('rosa', 'recipient', { agencyId: agency });
    fay = person('fay', 'contributor', { agencyId: agency });
    dara = person('dara', 'lead', { agencyId: await stage.agency('Customs of Norlavia') });
    stage.played.people.add(asha, rosa, fay, dara);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    stage.played.printer.fault = undefined;
    stage.played.jobs.jobs.length = 0;
    assessment = await stage.assessment(asha, agency);
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(asha, { assessment, answers });
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
  });

  it('is ordered with its job, made by the worker, and downloaded byte for byte', async () => {
    const document = await order();
    expect(stage.played.jobs.jobs).toEqual([{ kind: 'make-document', document, agency }]);
    expect(await view(document)).toMatchObject({ document: { state: 'queued' }, overdue: false, mayRetry: false });
    await expect(stage.get(DownloadDocument).execute(asha, { document })).rejects.toMatchObject({
      code: 'document.not-ready',
    });
    await make(document);
    const ready = await view(document);
    expect(ready).toMatchObject({ document: { state: 'ready', requestedBy: 'asha' }, requestedByName: 'Asha' });
    const { file, bytes } = await stage.get(DownloadDocument).execute(rosa, { document });
    const pdf = await bytesOf(bytes);
    const printed = `%PDF-1.7 Police of Norlavia internal https://isonomia.test/verify/${document}`;
    expect(pdf.toString()).toBe(`${printed} signed ${document} en`);
    expect(file).toMatchObject({ mediaType: 'application/pdf', size: pdf.length });
    expect(ready.document.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
  });

  it('is made as an editable copy where that was asked for: named and announced as one, unsigned, unknown to whoever asks', async () => {
    const command = { assessment, edition: 'sharing', reader: 'en', format: 'docx' };
    const { document } = await stage.get(RequestDocument).execute(asha, command);
    await make(document);
    const { file, bytes } = await stage.get(DownloadDocument).execute(rosa, { document });
    expect(file.name).toBe(`isonomia-outcome-sharing-${document}.docx`);
    expect(file.mediaType).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    const copy = (await bytesOf(bytes)).toString();
    expect(copy).toMatch(/^PK /);
    expect(copy).not.toContain('signed');
    expect(await stage.get(VerifyDocument).execute({ typed: document })).toEqual({ verdict: 'unknown' });
  });

  it('is not there for anybody who may not read it', async () => {
    const document = await order();
    await make(document);
    for (const stranger of [dara, fay, person('nobody', 'recipient')]) {
      await expect(stage.get(DownloadDocument).execute(stranger, { document })).rejects.toMatchObject({
        code: 'not-found',
        detail: { kind: 'document' },
      });
      await expect(stage.get(ViewDocument).execute(stranger, { document })).rejects.toMatchObject({
        code: 'not-found',
      });
    }
    await expect(
      stage.get(RequestDocument).execute(rosa, { assessment, edition: 'internal', reader: 'en' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('leaves a row of audit for each download', async () => {
    const document = await order();
    await make(document);
    await stage.get(DownloadDocument).execute(rosa, { document });
    await stage.get(DownloadDocument).execute(asha, { document });
    const sql = 'SELECT actor_id, action FROM audit WHERE subject_id = $1 ORDER BY id';
    const { rows } = await asOwner(stage.database.address, (client) => client.query(sql, [document]));
    expect(rows).toEqual([
      { actor_id: 'asha', action: 'document.requested' },
      { actor_id: 'system', action: 'document.made' },
      { actor_id: 'rosa', action: 'document.read' },
      { actor_id: 'asha', action: 'document.read' },
    ]);
  });

  it('is one file however many jobs there are for it', async () => {
    const document = await order();
    const before = await count('file');
    await Promise.all([make(document), make(document), make(document)]);
    await make(document);
    expect(await count('file')).toBe((before ?? 0) + 1);
  });

  it('is not kept unsigned when the key does not fit', async () => {
    const document = await order();
    const files = await count('file');
    PaperSigner.fault = new Error('The certificate has ended.');
    await expect(make(document)).rejects.toThrow('The certificate has ended.');
    expect(await view(document)).toMatchObject({ document: { state: 'failed', failure: 'signing' } });
    expect(await count('file')).toBe(files);
    PaperSigner.fault = undefined;
    await make(document);
    expect((await view(document)).document.state).toBe('ready');
  });

  it('says that it failed, keeps nothing half-made, and can be asked for again', async () => {
    const document = await order();
    const files = await count('file');
    stage.played.printer.fault = new Error('Target closed');
    await expect(make(document)).rejects.toThrow('Target closed');
    expect(await view(document)).toMatchObject({ document: { state: 'failed', failure: 'printing' }, mayRetry: true });
    expect(await count('file')).toBe(files);
    await expect(stage.get(RetryDocument).execute(rosa, { document })).rejects.toMatchObject({
      code: 'document.not-ready',
    });
    await stage.get(RetryDocument).execute(asha, { document });
    expect(stage.played.jobs.jobs).toHaveLength(2);
    expect(await view(document)).toMatchObject({ document: { state: 'queued' } });
    stage.played.printer.fault = undefined;
    await make(document);
    expect((await view(document)).document.state).toBe('ready');
  });

  it('that is not there ten seconds after its job began is overdue, and can be asked for again', async () => {
    const document = await order();
    stage.played.clock.forward(9_999);
    expect(await view(document)).toMatchObject({ overdue: false, mayRetry: false });
    await expect(stage.get(RetryDocument).execute(asha, { document })).rejects.toMatchObject({
      code: 'document.not-ready',
    });
    stage.played.clock.forward(2);
    expect(await view(document)).toMatchObject({ overdue: true, mayRetry: true });
    await stage.get(RetryDocument).execute(asha, { document });
  });

  it('prints the decisions as they stood when it was ordered', async () => {
    const decide = (decision: string, expected: number) =>
      stage.get(DecideRecommendation).execute(asha, { assessment, rule: 'R1', decision, reason: 'So.', expected });
    await decide('accepted', 0);
    const document = await order();
    await decide('declined', 1);
    expect((await view(document)).document).toMatchObject({
      decisions: [{ rule: 'R1', decision: 'accepted', reason: 'So.' }],
    });
  });

  it('is genuine for anybody who types its number, and unknown otherwise', async () => {
    const document = await order('sharing');
    const verify = (typed: string) => stage.get(VerifyDocument).execute({ typed });
    expect(await verify(document)).toEqual({ verdict: 'unknown' });
    await make(document);
    const genuine = {
      verdict: 'genuine',
      document,
      issuedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      instrumentId: 'sample',
      instrumentVersion: '1.0.0',
    };
    expect(await verify(document)).toEqual(genuine);
    expect(await verify(` ${document.toLowerCase().replaceAll('-', '')} `)).toEqual(genuine);
    for (const typed of ['AAAA-BBBB-CCCC', 'nonsense', '', "' OR 1=1 --"]) {
      expect(await verify(typed)).toEqual({ verdict: 'unknown' });
    }
  });

  it('is superseded once there is a newer outcome, and not by another document of the same', async () => {
    const asked = async (document: DocumentId) =>
      (await stage.get(VerifyDocument).execute({ typed: document })).verdict;
    const first = await order('sharing');
    await make(first);
    const again = await order('sharing');
    await make(again);
    expect([await asked(first), await asked(again)]).toEqual(['genuine', 'genuine']);
    await stage.get(WithdrawAssessment).execute(asha, { assessment });
    expect(await asked(first)).toBe('genuine');
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    expect([await asked(first), await asked(again)]).toEqual(['superseded', 'superseded']);
    const { sha256 = '' } = (await view(first)).document;
    expect(await stage.get(VerifyDocument).execute({ typed: sha256 })).toMatchObject({
      verdict: 'superseded',
      document: first,
    });
    const newest = await order('sharing');
    await make(newest);
    expect(await asked(newest)).toBe('genuine');
  });

  it('is superseded by a correction once that is validated', async () => {
    const document = await order('sharing');
    await make(document);
    const verdict = async () => (await stage.get(VerifyDocument).execute({ typed: document })).verdict;
    const sql = `INSERT INTO assessment SELECT (jsonb_populate_record(a, jsonb_build_object(
      'id', gen_random_uuid(), 'corrects', a.id, 'state', 'draft'))).* FROM assessment a WHERE id = $1`;
    await stage.database.operator.query(sql, [assessment]);
    expect(await verdict()).toBe('genuine');
    await stage.database.operator.query(`UPDATE assessment SET state = 'validated' WHERE corrects = $1`, [assessment]);
    expect(await verdict()).toBe('superseded');
  });

  it('is altered when its file has another hash, and unknown as an editable copy', async () => {
    const document = await order('sharing');
    await make(document);
    const { sha256 = '' } = (await view(document)).document;
    const verify = (typed: string, found: readonly string[]) => stage.get(VerifyDocument).execute({ typed, found });
    const other = sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await verify(sha256.toUpperCase(), [])).toMatchObject({ verdict: 'genuine', document });
    expect(await verify(other, ['nonsense', 'AAAA-BBBB-CCCC', document])).toMatchObject({
      verdict: 'altered',
      document,
    });
    expect(await verify(other, ['AAAA-BBBB-CCCC'])).toEqual({ verdict: 'unknown' });
    // Whoever sends many numbers is guessing.
    expect(await verify(other, [...Array.from({ length: 8 }, () => 'AAAA-BBBB-CCCC'), document])).toEqual({
      verdict: 'unknown',
    });
    await stage.database.operator.query(`UPDATE document SET format = 'docx' WHERE id = $1`, [document]);
    expect([await verify(document, []), await verify(sha256, []), await verify(other, [document])]).toEqual(
      Array.from({ length: 3 }, () => ({ verdict: 'unknown' })),
    );
  });

  it('takes no edition and no language that there is not', async () => {
    await expect(
      stage.get(RequestDocument).execute(asha, { assessment, edition: 'secret', languages: ['xx'], reader: 'en' }),
    ).rejects.toMatchObject({ faults: [{ path: 'edition' }, { path: 'languages' }] });
    expect(stage.played.jobs.jobs).toEqual([]);
  });

  it('as a questionnaire is blank for contributors, and filled for those who may read every answer', async () => {
    const print = (filled: boolean, actor = fay) =>
      stage.get(PrintQuestionnaire).execute(actor, { assessment, filled, reader: 'en' });
    const { document } = await print(false);
    await make(document);
    const blank = await bytesOf((await stage.get(DownloadDocument).execute(fay, { document })).bytes);
    expect(blank.toString()).toContain('answers: 0');
    await expect(print(true)).rejects.toMatchObject({ code: 'forbidden' });
    const filled = await print(true, asha);
    await make(filled.document);
    const { bytes } = await stage.get(DownloadDocument).execute(asha, filled);
    expect((await bytesOf(bytes)).toString()).toContain(`answers: ${Object.keys(completeAnswers()).length}`);
    await expect(stage.get(DownloadDocument).execute(fay, filled)).rejects.toMatchObject({ code: 'not-found' });
    const listed = await stage.get(ListDocuments).execute(fay, { assessment });
    expect(listed.documents.map((one) => one.document.id)).toEqual([document]);
    expect(await stage.get(VerifyDocument).execute({ typed: document })).toMatchObject({
      verdict: 'genuine',
      document,
    });
  });

  it('that does not exist is not found', async () => {
    await expect(view(documentId('0000-0000-0000'))).rejects.toMatchObject({ code: 'not-found' });
    expect(() => documentId('nothing like it')).toThrow('not-found');
  });
});
