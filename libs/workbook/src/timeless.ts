const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Midnight of 1 January 1980: the first moment that the format knows, and so the one that tells nothing. */
const NO_TIME = 0;
const NO_DATE = 0x0021;

/** The smallest end of an archive, and how far its comment may push it from the end of the file. */
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;

/**
 * The archive with the moment of its making taken out of every part: the same content is the same file, whenever it is
 * written, and a hash of it means something. The bytes given are changed in place and given back.
 */
export function timeless(archive: Buffer): Buffer {
  const end = endOf(archive);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive, at, CENTRAL);
    stamp(archive, at + 12);
    const local = archive.readUInt32LE(at + 42);
    expect(archive, local, LOCAL);
    stamp(archive, local + 10);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
}

function stamp(archive: Buffer, at: number): void {
  archive.writeUInt16LE(NO_TIME, at);
  archive.writeUInt16LE(NO_DATE, at + 2);
}

function endOf(archive: Buffer): number {
  const least = Math.max(0, archive.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = archive.length - END_LENGTH; at >= least; at -= 1) if (archive.readUInt32LE(at) === END) return at;
  throw new Error('workbook.archive: the workbook just written has no end; nothing was sent.');
}

function expect(archive: Buffer, at: number, signature: number): void {
  if (archive.readUInt32LE(at) === signature) return;
  throw new Error(`workbook.archive: no part begins at ${at} of the workbook just written; nothing was sent.`);
}
