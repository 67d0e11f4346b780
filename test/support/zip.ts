import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive; what it states about itself may be a lie. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly statedSize?: number;
  readonly encrypted?: true;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATE = 8;

/** An archive as the tests want it, well-formed or not. */
export function zip(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { local, central } = pack(part, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function pack(part: ZipPart, offset: number): { readonly local: Buffer; readonly central: Buffer } {
  const raw = Buffer.from(part.content);
  const packed = deflateRawSync(raw, { level: 9 });
  const name = Buffer.from(part.name);
  // Version, flags, method, time, date, checksum, sizes, length of the name: alike in both headers.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(part.encrypted ? 1 : 0, 2);
  common.writeUInt16LE(DEFLATE, 4);
  common.writeUInt32LE(crc32(raw), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(part.statedSize ?? raw.length, 18);
  common.writeUInt16LE(name.length, 22);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(LOCAL, 0);
  const central = Buffer.alloc(6);
  central.writeUInt32LE(CENTRAL, 0);
  central.writeUInt16LE(20, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([head, common, name, packed]),
    central: Buffer.concat([central, common, tail, name]),
  };
}

const CONTENT_TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;
const RELS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export interface SheetXml {
  readonly name: string;
  /** What stands between `<sheetData>` and its end. */
  readonly rows: string;
  readonly state?: 'hidden' | 'veryHidden';
}

/** The parts of a small workbook, to be bent by a test. */
export function workbookParts(sheets: readonly SheetXml[]): ZipPart[] {
  const ids = sheets.map((sheet, index) => ({ ...sheet, id: index + 1 }));
  const listed = ids.map(
    ({ name, id, state }) =>
      `<sheet name="${name}" sheetId="${id}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${id}"/>`,
  );
  const related = ids.map(
    ({ id }) =>
      `<Relationship Id="rId${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${id}.xml"/>`,
  );
  return [
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: RELS },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
    },
    ...ids.map(({ id, rows }) => ({
      name: `xl/worksheets/sheet${id}.xml`,
      content: `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    })),
  ];
}
