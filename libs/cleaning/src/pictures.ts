/**
 * Takes out of a JPEG or PNG what the camera or a program wrote beside the picture. Not one byte of the picture itself is
 * decoded or written anew.
 */
export type Trace = 'place' | 'author' | 'details';

export interface Cleaned {
  readonly bytes: Uint8Array;
  readonly removed: ReadonlySet<Trace>;
}

/** What the bytes are does not let them be cleaned. */
export class Uncleanable extends Error {
  readonly fault: 'broken' | 'encrypted' | 'signed' | 'too-heavy';

  constructor(fault: 'broken' | 'encrypted' | 'signed' | 'too-heavy') {
    super(fault);
    this.fault = fault;
  }
}

const broken = (): Uncleanable => new Uncleanable('broken');
const latin = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', from, to);

// --- Exif ------------------------------------------------------------------------------------------------------------

const EXIF = 'Exif\0\0';
const TAG = { orientation: 0x0112, artist: 0x013b, copyright: 0x8298, gps: 0x8825, windowsAuthor: 0x9c9d };

interface ExifRead {
  readonly traces: readonly Trace[];
  /** 1 to 8: how a viewer has to turn the picture. */
  readonly orientation: number;
}

/** Of the first directory, which names the others; broken ones have nothing to keep. */
function readExif(tiff: Uint8Array): ExifRead {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const traces = new Set<Trace>(['details']);
  let orientation = 1;
  try {
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    for (let left = view.getUint16(start, little), at = start + 2; left > 0; left -= 1, at += 12) {
      const tag = view.getUint16(at, little);
      if (tag === TAG.gps) traces.add('place');
      if (tag === TAG.artist || tag === TAG.copyright || tag === TAG.windowsAuthor) traces.add('author');
      if (tag === TAG.orientation) orientation = view.getUint16(at + 8, little);
    }
  } catch {
    // It ends before its entries do: whatever it holds is taken away like the rest.
  }
  return { traces: [...traces], orientation };
}

/** An Exif block that says how to turn the picture, and nothing else. */
const turned = (orientation: number): Buffer =>
  Buffer.from([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ]);

const textTraces = (text: string): readonly Trace[] => [
  'details',
  ...(/GPSL|Geotag/i.test(text) ? (['place'] as const) : []),
  ...(/creator|author|artist|By-?line/i.test(text) ? (['author'] as const) : []),
];

// --- JPEG ------------------------------------------------------------------------------------------------------------

const JPEG = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, app15: 0xef };
const COMMENT = 0xfe;
/** Marks within the picture's data: a stuffed FF, and restarts. */
const inScan = (mark: number): boolean => mark === 0 || (mark >= 0xd0 && mark <= 0xd7);

export function cleanJpeg(bytes: Uint8Array): Cleaned {
  if (bytes[0] !== 0xff || bytes[1] !== JPEG.start) throw broken();
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  const removed = new Set<Trace>();
  let scans = 0;
  let next = segmentAt(bytes, 2);
  for (; next.mark !== JPEG.end; next = segmentAt(bytes, next.end)) {
    const { mark, from, end, body } = next;
    if (staysInJpeg(mark, body)) kept.push(bytes.subarray(from, end));
    else kept.push(...replacement(mark, body, removed));
    if (mark === JPEG.scan) scans += 1;
  }
  if (scans === 0) throw broken();
  kept.push(bytes.subarray(next.from, next.end));
  // Phones hide a film or a second picture there.
  if (bytes.length > next.end) removed.add('details');
  return { bytes: Buffer.concat(kept), removed };
}

interface Segment {
  readonly mark: number;
  readonly from: number;
  /** Of a scan: where its data ends. */
  readonly end: number;
  readonly body: Uint8Array;
}

function segmentAt(bytes: Uint8Array, at: number): Segment {
  let from = at;
  // Any number of FF may fill the room before a mark.
  while (bytes[from] === 0xff && bytes[from + 1] === 0xff) from += 1;
  const mark = bytes[from + 1];
  if (bytes[from] !== 0xff || mark === undefined) throw broken();
  if (mark === JPEG.end) return { mark, from, end: from + 2, body: new Uint8Array() };
  const headEnd = from + 2 + lengthAt(bytes, from + 2);
  const end = mark === JPEG.scan ? scanEnd(bytes, headEnd) : headEnd;
  if (end > bytes.length) throw broken();
  return { mark, from, end, body: bytes.subarray(from + 4, headEnd) };
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const [high, low] = bytes.subarray(at, at + 2);
  if (high === undefined || low === undefined || high * 256 + low < 2) throw broken();
  return high * 256 + low;
}

function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const mark = bytes[at + 1];
    if (mark !== undefined && mark !== 0xff && !inScan(mark)) return at;
  }
  throw broken();
}

/** Everything that a decoder needs: colours too, which a profile and Adobe's mark decide. */
function staysInJpeg(mark: number, body: Uint8Array): boolean {
  if (mark === JPEG.app0) return latin(body, 0, 5) === 'JFIF\0';
  if (mark === JPEG.app2) return latin(body, 0, 12) === 'ICC_PROFILE\0';
  if (mark === JPEG.app14) return latin(body, 0, 5) === 'Adobe';
  return mark !== COMMENT && !(mark >= JPEG.app0 && mark <= JPEG.app15);
}

function replacement(mark: number, body: Uint8Array, removed: Set<Trace>): readonly Uint8Array[] {
  if (mark !== JPEG.app1 || latin(body, 0, EXIF.length) !== EXIF) {
    for (const trace of textTraces(latin(body))) removed.add(trace);
    return [];
  }
  const { traces, orientation } = readExif(body.subarray(EXIF.length));
  if (orientation < 2 || orientation > 8) {
    for (const trace of traces) removed.add(trace);
    return [];
  }
  const block = Buffer.concat([Buffer.from(EXIF), turned(orientation)]);
  // Only what is more than the turn was taken away.
  if (body.length > block.length) for (const trace of traces) removed.add(trace);
  return [Buffer.from([0xff, JPEG.app1, 0, block.length + 2]), block];
}

// --- PNG -------------------------------------------------------------------------------------------------------------

const SIGNATURE = 8;
const LAST = 'IEND';
/** What decides pixels, colours, size on paper and movement. Everything else is somebody's remark. */
const PICTURE = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
);

export function cleanPng(bytes: Uint8Array): Cleaned {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)];
  const removed = new Set<Trace>();
  const seen = new Set<string>();
  let at = SIGNATURE;
  while (!seen.has(LAST)) {
    if (at + 12 > bytes.length) throw broken();
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw broken();
    const type = latin(bytes, at + 4, at + 8);
    seen.add(type);
    const body = bytes.subarray(at + 8, end - 4);
    if (PICTURE.has(type)) kept.push(bytes.subarray(at, end));
    else for (const trace of type === 'eXIf' ? readExif(body).traces : textTraces(latin(body))) removed.add(trace);
    at = end;
  }
  if (!seen.has('IHDR') || !seen.has('IDAT')) throw broken();
  if (bytes.length > at) removed.add('details');
  return { bytes: Buffer.concat(kept), removed };
}
