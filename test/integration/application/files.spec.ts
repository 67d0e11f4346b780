import {
  AddEvidence,
  DiscardEvidenceFile,
  ReadAgencyLogo,
  ReadEvidenceFile,
  RemoveEvidence,
  RestoreEvidence,
  SetAgencyLogo,
  ViewDimension,
  storedEvidenceId,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { asOwner } from '../../support/database.js';
import { person } from '../../support/people.js';
import { bytesOf, Stage, streamOf } from '../../support/stage.js';

const pdf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);

async function* inPieces(bytes: Buffer, piece: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
}

describe('a file', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let asha: ReturnType<typeof person>;
  const add = (bytes: AsyncIterable<Uint8Array>, name = 'order.pdf') =>
    stage.get(AddEvidence).execute(asha, {
      assessment,
      question: 'GOV1',
      details: { title: 'Order 7', restricted: false },
      source: { kind: 'file', file: { name, bytes } },
    });
  const count = (table: string) =>
    asOwner(stage.database.address, async (client) => (await client.query(`SELECT FROM ${table}`)).rowCount);

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    agency = await stage.agency(`Police ${randomBytes(4).toString('hex')}`);
    asha = person('asha', 'lead', { agencyId: agency });
    assessment = await stage.assessment(asha, agency);
  });

  it.each([
    ['one byte more than a chunk', 256 * 1024 + 1, 7_919],
    ['exactly two chunks', 512 * 1024, 1_000_000],
    ['a handful of bytes', 11, 1],
  ])('of %s comes back byte for byte', async (_, size, piece) => {
    const bytes = pdf(size);
    const { evidence } = await add(inPieces(bytes, piece));
    const read = await stage.get(ReadEvidenceFile).execute(asha, { evidence });
    expect(read.file).toMatchObject({ name: 'order.pdf', mediaType: 'application/pdf', size });
    expect(read.file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await bytesOf(read.bytes)).equals(bytes)).toBe(true);
  });

  it('that is larger than allowed is refused, and nothing of it stays', async () => {
    const chunks = await count('file_chunk');
    const evidence = await count('evidence');
    await expect(add(inPieces(pdf(1_000_001), 65_536))).rejects.toMatchObject({ code: 'file.too-large' });
    expect([await count('file_chunk'), await count('evidence')]).toEqual([chunks, evidence]);
  });

  it('that breaks off on the way leaves nothing', async () => {
    const chunks = await count('file_chunk');
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* inPieces(pdf(600_000), 65_536);
      throw await Promise.resolve(new Error('the connection is gone'));
    }
    await expect(add(broken())).rejects.toThrow('the connection is gone');
    expect(await count('file_chunk')).toBe(chunks);
  });

  it('beyond what an agency may keep is refused, also of five at once', async () => {
    const settled = await Promise.allSettled([1, 2, 3, 4, 5].map(() => add(inPieces(pdf(900_000), 65_536))));
    const refused = settled.filter((one) => one.status === 'rejected');
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(3);
    for (const one of refused) expect(one.reason).toMatchObject({ code: 'file.quota-exceeded' });
    const sql = 'SELECT sum(size)::int AS used FROM file WHERE agency_id = $1';
    const { rows } = await asOwner(stage.database.address, (client) => client.query(sql, [agency]));
    expect(rows).toEqual([{ used: 2_700_000 }]);
  });

  const standing = async () =>
    (await stage.get(ViewDimension).execute(asha, { assessment, dimension: dimensionId('D1') })).evidence;
  const HOUR = 3_600_000;

  it('is read by nobody when its evidence is removed, and comes back with it, byte for byte, at its place', async () => {
    const bytes = pdf(300_000);
    const { evidence } = await add(inPieces(bytes, 65_536));
    await add(inPieces(pdf(50), 50), 'second.pdf');
    const before = await standing();
    await stage.get(RemoveEvidence).execute(asha, { evidence });
    await expect(stage.get(ReadEvidenceFile).execute(asha, { evidence })).rejects.toMatchObject({ code: 'not-found' });
    expect(await standing()).toHaveLength(1);
    expect(await stage.get(RestoreEvidence).preview(asha, { evidence })).toMatchObject({ title: 'Order 7' });
    await stage.get(RestoreEvidence).execute(asha, { evidence });
    expect(await standing()).toEqual(before);
    const read = await stage.get(ReadEvidenceFile).execute(asha, { evidence });
    expect((await bytesOf(read.bytes)).equals(bytes)).toBe(true);
    await expect(stage.get(RestoreEvidence).execute(asha, { evidence })).rejects.toMatchObject({ code: 'not-found' });
    const told = await stage.rows<{ action: string }>('SELECT action FROM audit WHERE subject_id = $1 ORDER BY id', [
      evidence,
    ]);
    expect(told.map(({ action }) => action)).toEqual([
      'evidence.added',
      'evidence.removed',
      'evidence.restored',
      'evidence.read',
    ]);
  });

  it('is kept a day after its evidence was removed, and then goes for good', async () => {
    const files = await count('file');
    const { evidence } = await add(inPieces(pdf(900), 900));
    const removed = stage.played.clock.now().getTime();
    await stage.get(RemoveEvidence).execute(asha, { evidence });
    expect(stage.played.jobs.jobs.at(-1)).toEqual({ kind: 'discard-evidence-file', evidence });
    expect(stage.played.jobs.due.at(-1)?.getTime()).toBe(removed + 24 * HOUR);
    stage.played.clock.forward(24 * HOUR - 1);
    await stage.get(DiscardEvidenceFile).execute({ evidence });
    expect(await count('file')).toBe((files ?? 0) + 1);
    stage.played.clock.forward(1);
    await stage.get(DiscardEvidenceFile).execute({ evidence });
    await stage.get(DiscardEvidenceFile).execute({ evidence });
    expect(await count('file')).toBe(files);
    expect(await stage.get(RestoreEvidence).preview(asha, { evidence })).toBeUndefined();
    await expect(stage.get(RestoreEvidence).execute(asha, { evidence })).rejects.toMatchObject({ code: 'not-found' });
    const sql = "SELECT FROM audit WHERE subject_id = $1 AND action = 'evidence.file-discarded'";
    expect(await stage.rows(sql, [evidence])).toHaveLength(1);
  });

  it('stays when its evidence was brought back before the day was over', async () => {
    const { evidence } = await add(inPieces(pdf(900), 900));
    await stage.get(RemoveEvidence).execute(asha, { evidence });
    await stage.get(RestoreEvidence).execute(asha, { evidence });
    stage.played.clock.forward(25 * HOUR);
    await stage.get(DiscardEvidenceFile).execute({ evidence });
    await expect(stage.get(ReadEvidenceFile).execute(asha, { evidence })).resolves.toMatchObject({
      file: { size: 900 },
    });
  });

  it('of removed evidence makes room where room is needed', async () => {
    const added = [];
    for (let n = 0; n < 3; n += 1) added.push(await add(inPieces(pdf(900_000), 65_536)));
    const [first, second] = added;
    await stage.get(RemoveEvidence).execute(asha, { evidence: first?.evidence ?? storedEvidenceId('') });
    await add(inPieces(pdf(900_000), 65_536));
    expect(await stage.get(RestoreEvidence).preview(asha, { evidence: first?.evidence ?? storedEvidenceId('') })).toBe(
      undefined,
    );
    expect(await standing()).toHaveLength(3);
    expect((await standing()).map(({ id }) => id)).toContain(second?.evidence);
  });

  it('does not come back once the assessment was handed in, nor to somebody of another agency', async () => {
    const { evidence } = await add(inPieces(pdf(900), 900));
    await stage.get(RemoveEvidence).execute(asha, { evidence });
    const dara = person('dara', 'lead', { agencyId: await stage.agency('Customs') });
    expect(await stage.get(RestoreEvidence).preview(dara, { evidence })).toBeUndefined();
    await stage.rows(
      "UPDATE assessment SET state = 'submitted', submitted_at = now(), submitted_by = 'asha' WHERE id = $1",
      [assessment],
    );
    expect(await stage.get(RestoreEvidence).preview(asha, { evidence })).toBeUndefined();
    await expect(stage.get(RestoreEvidence).execute(asha, { evidence })).rejects.toMatchObject({
      code: 'assessment.wrong-state',
    });
  });

  it.each([
    ['a page', '<script>alert(1)</script>', 'page.html'],
    ['a page that claims to be a PDF', '<html>', 'order.pdf'],
  ])('that is %s is refused', async (_, content, name) => {
    await expect(add(streamOf(content), name)).rejects.toMatchObject({ code: 'file.refused' });
  });

  it('as a link leads to a page of the web and nowhere else', async () => {
    const link = (url: string) =>
      stage.get(AddEvidence).execute(asha, {
        assessment,
        question: 'GOV1',
        details: { title: 'Law', restricted: false },
        source: { kind: 'link', url },
      });
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://',
      'https://a b',
      '//x',
      'https://u:p@x',
    ]) {
      await expect(link(url)).rejects.toMatchObject({ faults: [{ path: 'url', code: 'input.not-a-web-address' }] });
    }
    await link(' https://example.org/law?id=7#a ');
    const page = await stage.get(ViewDimension).execute(asha, { assessment, dimension: dimensionId('D1') });
    expect(page.evidence).toMatchObject([{ kind: 'link', url: 'https://example.org/law?id=7#a' }]);
  });

  it('as a logo is a small picture, and replaces the one before', async () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(100)]);
    const set = (bytes: Buffer, name: string) =>
      stage.get(SetAgencyLogo).execute(asha, { agency, file: { name, bytes: inPieces(bytes, 64) } });
    const files = await count('file');
    await set(png, 'logo.png');
    await set(png, 'new.png');
    expect(await count('file')).toBe((files ?? 0) + 1);
    const { file, bytes } = await stage.get(ReadAgencyLogo).execute(asha, { agency });
    expect([file.name, (await bytesOf(bytes)).equals(png)]).toEqual(['new.png', true]);
    await expect(set(pdf(200), 'logo.pdf')).rejects.toMatchObject({ code: 'file.refused' });
    await expect(set(Buffer.concat([png, Buffer.alloc(300_000)]), 'logo.png')).rejects.toMatchObject({
      code: 'file.too-large',
    });
    await stage.get(SetAgencyLogo).execute(asha, { agency });
    await expect(stage.get(ReadAgencyLogo).execute(asha, { agency })).rejects.toMatchObject({ code: 'not-found' });
    expect(await count('file')).toBe(files);
  });
});
