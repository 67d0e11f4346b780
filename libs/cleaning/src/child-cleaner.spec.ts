import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { constants, deflateRawSync } from 'node:zlib';
import { FileRefused, FileTooLarge, type Trace } from '@isonomia/application';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, it } from '@jest/globals';
import { pdfOf, pngChunk, pngOf } from '../../../test/support/files.js';
import { readPdf } from '../../../test/support/read-pdf.js';
import { unzip } from '../../../test/support/unzip.js';
import { workbookParts, zip, type ZipPart } from '../../../test/support/zip.js';
import { readTable } from '../../workbook/src/read-table.js';
import { ChildCleaner } from './child-cleaner.js';

const MEBI = 1024 * 1024;
const PIECE = 65_536;
const AUTHOR = 'CANARY Captain Asha';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ODT = 'application/vnd.oasis.opendocument.text';

/** Sixteen by eight dots from red to blue, as a program writes them that notes nothing. */
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAWEAADAAAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAABf/EABcRAAMBAAAAAAAAAAAAAAAAAAAVYRb/2gAMAwEAAhEDEQA/AJFyljPwvvKHKM/A8p//2Q==',
  'base64',
);

const cleaner = new ChildCleaner();

async function clean(mediaType: string, bytes: Uint8Array, limit = 20 * MEBI): Promise<[Buffer, readonly Trace[]]> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, at) =>
    bytes.subarray(at * PIECE, (at + 1) * PIECE),
  );
  const cleaned = cleaner.clean(mediaType, Readable.from(pieces, { objectMode: true }), limit);
  const chunks: Uint8Array[] = [];
  for await (const chunk of cleaned.bytes) chunks.push(chunk);
  return [Buffer.concat(chunks), cleaned.removed()];
}

const refusal = async (mediaType: string, bytes: Uint8Array): Promise<string | undefined> =>
  clean(mediaType, bytes).then(
    () => 'taken',
    (error: unknown) => (error instanceof FileRefused ? error.fault : String(error)),
  );

const segment = (mark: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, mark, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);

/** Exif with a turn, an artist and a directory of satellites. */
function exif(orientation: number): Buffer {
  const entry = (tag: number, value: number): number[] => [tag >> 8, tag & 255, 0, 3, 0, 0, 0, 1, 0, value, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 3];
  const entries = [...entry(0x0112, orientation), ...entry(0x013b, 0), ...entry(0x8825, 50), 0, 0, 0, 0];
  return Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from([...tiff, ...entries]), Buffer.from(AUTHOR)]);
}

const photographed = (orientation: number): Buffer =>
  Buffer.concat([
    PHOTO.subarray(0, 2),
    segment(0xe1, exif(orientation)),
    segment(0xed, Buffer.from('Photoshop 3.0\0 By-line')),
    segment(0xfe, Buffer.from(`taken by ${AUTHOR}`)),
    PHOTO.subarray(2),
    Buffer.from('a film after the picture'),
  ]);

describe('a photograph', () => {
  it('loses place, author and camera, and not one byte of the picture', async () => {
    const [bytes, removed] = await clean('image/jpeg', photographed(1));
    expect(bytes.equals(PHOTO)).toBe(true);
    expect(new Set(removed)).toEqual(new Set(['place', 'author', 'details']));
  });

  it('keeps how it has to be turned, and nothing else of what the camera wrote', async () => {
    const [bytes] = await clean('image/jpeg', photographed(6));
    expect(bytes.includes(AUTHOR)).toBe(false);
    expect(bytes.length).toBe(PHOTO.length + 36);
    // A directory with one entry: the turn.
    expect(bytes.includes(Buffer.from([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true);
    expect((await clean('image/jpeg', bytes))[1]).toEqual([]);
  });

  it('that holds nothing of the kind is stored as it came', async () => {
    const [bytes, removed] = await clean('image/jpeg', PHOTO);
    expect([bytes.equals(PHOTO), removed]).toEqual([true, []]);
  });

  it.each([10, 100, PHOTO.length - 2])('that ends at byte %d is refused', async (length) => {
    expect(await refusal('image/jpeg', PHOTO.subarray(0, length))).toBe('broken');
  });
});

describe('a PNG', () => {
  it('loses its remarks, and not one byte of the picture', async () => {
    const remarks = [
      pngChunk('tEXt', Buffer.from(`Author\0${AUTHOR}`)),
      pngChunk('eXIf', exif(1).subarray(6)),
      pngChunk('tIME', Buffer.alloc(7)),
      pngChunk('prVt', Buffer.from(AUTHOR)),
    ];
    const [bytes, removed] = await clean('image/png', pngOf(...remarks));
    expect(bytes.equals(pngOf())).toBe(true);
    expect(new Set(removed)).toEqual(new Set(['place', 'author', 'details']));
  });

  it('that says to be longer than it is is refused', async () => {
    const png = pngOf();
    png.writeUInt32BE(0xffff_fff0, 8);
    expect(await refusal('image/png', png)).toBe('broken');
  });
});

describe('a PDF', () => {
  it('loses its author in every place, and opens with the same text', async () => {
    const before = await pdfOf('Order 114 of the service', AUTHOR);
    expect((await readPdf(before)).text).toContain('Order 114');
    const [bytes, removed] = await clean('application/pdf', before);
    const after = await PDFDocument.load(bytes, { updateMetadata: false });
    expect([after.getAuthor(), after.getProducer(), after.catalog.get(PDFName.of('Metadata'))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect((await readPdf(bytes)).text).toContain('Order 114 of the service');
    expect(new Set(removed)).toEqual(new Set(['author', 'details']));
  });

  it('loses what an older state of it said, to which nothing leads', async () => {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.addPage([300, 200]);
    document.context.register(document.context.obj({ Author: PDFString.of(AUTHOR) }));
    const before = Buffer.from(await document.save({ useObjectStreams: false }));
    expect(before.includes(AUTHOR)).toBe(true);
    const [bytes] = await clean('application/pdf', before);
    const after = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(
      after.context
        .enumerateIndirectObjects()
        .map(([, object]) => object.toString())
        .join(' '),
    ).not.toContain(AUTHOR);
  });

  it('loses what the camera wrote into a photograph on its page', async () => {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.addPage([300, 200]).drawImage(await document.embedJpg(photographed(1)));
    const before = Buffer.from(await document.save({ useObjectStreams: false }));
    expect(before.includes(AUTHOR)).toBe(true);
    const [bytes, removed] = await clean('application/pdf', before);
    expect([bytes.includes(AUTHOR), bytes.includes(PHOTO)]).toEqual([false, true]);
    expect(removed).toContain('place');
  });

  it('that is protected is refused', async () => {
    const document = await PDFDocument.create();
    document.addPage([300, 200]);
    document.encrypt({ userPassword: '', ownerPassword: 'x' });
    expect(await refusal('application/pdf', await document.save({ useObjectStreams: false }))).toBe('encrypted');
  });

  it('that is signed is refused, since the signature would break', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage([300, 200]);
    const signature = document.context.register(document.context.obj({ Type: 'Sig', ByteRange: [0, 1, 2, 3] }));
    page.node.set(PDFName.of('Annots'), document.context.obj([document.context.obj({ V: signature })]));
    expect(await refusal('application/pdf', await document.save())).toBe('signed');
  });

  it.each(['%PDF-1.7', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n'])(
    'that holds no page is refused: %j',
    async (text) => {
      expect(await refusal('application/pdf', Buffer.from(text))).toBe('broken');
    },
  );

  it('that unpacks to a gigabyte is refused, and this process does not grow', async () => {
    const zeros = deflateRawSync(Buffer.alloc(16 * MEBI), { finishFlush: constants.Z_FULL_FLUSH });
    const packed = Buffer.concat([
      Buffer.from([0x78, 0x9c]),
      ...Array.from({ length: 80 }, () => zeros),
      Buffer.from([3, 0]),
    ]);
    const head = `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
    const bomb = Buffer.concat([
      Buffer.from(head),
      packed,
      Buffer.from('\nendstream\nendobj\ntrailer\n<</Root 2 0 R>>\n'),
    ]);
    expect(bomb.length).toBeLessThan(2 * MEBI);
    const before = process.memoryUsage.rss();
    expect(await refusal('application/pdf', bomb)).toBe('too-heavy');
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * MEBI);
  }, 90_000);
});

describe('an office file', () => {
  const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/where/else.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`;
  const BODY = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Order 114</w:t></w:r></w:p></w:body></w:document>`;
  const docx = (...more: readonly ZipPart[]): Uint8Array =>
    zip([
      { name: '[Content_Types].xml', content: TYPES },
      { name: 'word/document.xml', content: BODY },
      {
        name: 'docProps/core.xml',
        content: `<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>${AUTHOR}</dc:creator></cp:coreProperties>`,
      },
      { name: 'where/else.xml', content: `<Properties><Company>${AUTHOR}</Company></Properties>` },
      { name: 'word/media/image1.jpeg', content: photographed(1) },
      ...more,
    ]);
  const holds = async (archive: Uint8Array, text: string): Promise<boolean> =>
    [...(await unzip(archive)).values()].some((part) => part.includes(text));

  it('loses its author wherever the properties lie, keeps every other part byte by byte, and in order', async () => {
    const inner = docx();
    const before = docx({ name: 'word/embeddings/order.docx', content: inner });
    expect(await holds(before, AUTHOR)).toBe(true);
    const [bytes, removed] = await clean(DOCX, before);
    const parts = await unzip(bytes);
    expect([...parts.keys()]).toEqual([...(await unzip(before)).keys()]);
    expect(await holds(bytes, AUTHOR)).toBe(false);
    expect(parts.get('word/document.xml')?.toString()).toBe(BODY);
    expect(parts.get('word/media/image1.jpeg')?.equals(PHOTO)).toBe(true);
    expect(await holds(parts.get('word/embeddings/order.docx') ?? Buffer.alloc(0), AUTHOR)).toBe(false);
    expect(new Set(removed)).toEqual(new Set(['place', 'author', 'details']));
  });

  it('that is a workbook still opens with the same cells', async () => {
    const [first, ...rest] = workbookParts([
      { name: 'Staff', rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>Women</t></is></c></row>' },
    ]);
    const core = { name: 'docProps/core.xml', content: `<c><creator>${AUTHOR}</creator></c>` };
    const [bytes] = await clean(XLSX, zip([first ?? core, core, ...rest]));
    expect(await holds(bytes, AUTHOR)).toBe(false);
    expect(await readTable(bytes, 'staff.xlsx')).toMatchObject({ ok: true, table: { rows: [['Women']] } });
  });

  it('of the OpenDocument kind loses its author too, and still says first what it is', async () => {
    const meta = `<office:document-meta><office:meta><meta:initial-creator>${AUTHOR}</meta:initial-creator></office:meta></office:document-meta>`;
    const parts = [
      { name: 'mimetype', content: ODT },
      { name: 'content.xml', content: '<office:text>Order 114</office:text>' },
      { name: 'meta.xml', content: meta },
    ];
    const [bytes, removed] = await clean(ODT, zip(parts));
    expect(bytes.subarray(30, 38 + ODT.length).toString()).toBe(`mimetype${ODT}`);
    expect([await holds(bytes, AUTHOR), await holds(bytes, 'Order 114'), removed]).toEqual([
      false,
      true,
      expect.arrayContaining(['author']),
    ]);
  });

  it('with a password is refused', async () => {
    const manifest = { name: 'META-INF/manifest.xml', content: '<manifest:encryption-data/>' };
    expect(await refusal(ODT, zip([{ name: 'mimetype', content: ODT }, manifest]))).toBe('encrypted');
  });

  it.each<[string, ZipPart, string]>([
    ['unpacks to more than there is room for', { name: 'a.xml', content: Buffer.alloc(300 * MEBI) }, 'too-heavy'],
    ['states less than it unpacks to', { name: 'a.xml', content: Buffer.alloc(50 * MEBI), statedSize: 100 }, 'broken'],
    ['leads out of itself', { name: '../a.xml', content: 'x' }, 'broken'],
  ])(
    'that %s is refused',
    async (_what, part, fault) => {
      const before = process.memoryUsage.rss();
      const bomb = docx(part);
      expect(await refusal(DOCX, bomb)).toBe(fault);
      expect(process.memoryUsage.rss() - before).toBeLessThan(450 * MEBI);
    },
    90_000,
  );
});

describe('every file', () => {
  it('that is plain text passes as it is', async () => {
    expect(await clean('text/csv', Buffer.from('a,b\n'))).toEqual([Buffer.from('a,b\n'), []]);
  });

  it('larger than allowed is refused as that', async () => {
    await expect(clean('image/png', Buffer.concat([pngOf(), Buffer.alloc(MEBI)]), 1000)).rejects.toThrow(FileTooLarge);
  });

  it('whose sender hangs up ends its process, and the next one has its turn', async () => {
    async function* halfABody(): AsyncGenerator<Uint8Array> {
      yield PHOTO.subarray(0, 50);
      await setImmediate();
      throw new Error('hung up');
    }
    const all = Array.from({ length: 5 }, async () => {
      for await (const _ of cleaner.clean('image/jpeg', halfABody(), MEBI).bytes);
    });
    for (const one of await Promise.allSettled(all)) expect(one).toMatchObject({ reason: { message: 'hung up' } });
    expect((await clean('image/jpeg', PHOTO))[0].equals(PHOTO)).toBe(true);
  });
});
