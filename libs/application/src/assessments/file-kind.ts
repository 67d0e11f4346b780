import { isMarkup } from './plain-text.js';

/**
 * Kinds of file that are kept, each told by its own bytes; plain text, which has no bytes of its own, by its name and by
 * holding nothing but text. What can run in a browser is none of them.
 */
interface FileKind {
  readonly mediaType: string;
  readonly extensions: readonly string[];
}

const PDF: FileKind = { mediaType: 'application/pdf', extensions: ['pdf'] };
const PNG: FileKind = { mediaType: 'image/png', extensions: ['png'] };
const JPEG: FileKind = { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] };
const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** By extension: a zip archive does not say in its first bytes which office format it is. */
const ARCHIVES: readonly FileKind[] = [
  { mediaType: `${OFFICE}.wordprocessingml.document`, extensions: ['docx'] },
  { mediaType: `${OFFICE}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  { mediaType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
];

const TEXT: FileKind = { mediaType: 'text/plain', extensions: ['txt'] };
const CSV: FileKind = { mediaType: 'text/csv', extensions: ['csv'] };
const TEXTS: readonly FileKind[] = [TEXT, CSV];

/** Bytes that `fileKind` wants to see. */
export const HEAD_BYTES = 64;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_SIGNATURE = [0xff, 0xd8, 0xff];
const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
const ZIP_NAME_AT = 30;

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, position) => bytes[position] === byte);
const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Both office families put a telling name first; any other archive is refused. */
const isOffice = (head: Uint8Array): boolean => {
  const name = ascii(head.subarray(ZIP_NAME_AT));
  return ['[Content_Types].xml', 'mimetype', '_rels/', 'docProps/'].some((first) => name.startsWith(first));
};

const byBytes = (head: Uint8Array): readonly FileKind[] => {
  if (ascii(head.subarray(0, 5)) === '%PDF-') return [PDF];
  if (startsWith(head, PNG_SIGNATURE)) return [PNG];
  if (startsWith(head, JPEG_SIGNATURE)) return [JPEG];
  if (startsWith(head, ZIP_SIGNATURE)) return isOffice(head) ? ARCHIVES : [];
  return isMarkup(head) ? [TEXT, { ...CSV, mediaType: TEXT.mediaType }] : TEXTS;
};

/** Media type of a file that may be kept; undefined when bytes and name are not of one allowed kind. */
export function mediaTypeOf(head: Uint8Array, name: string): string | undefined {
  const extension = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  return byBytes(head).find((kind) => kind.extensions.includes(extension))?.mediaType;
}

export const isText = (mediaType: string): boolean => TEXTS.some((kind) => kind.mediaType === mediaType);

/** Only pictures that every PDF and browser draws without running anything. */
export const isPicture = (mediaType: string): boolean => [PNG.mediaType, JPEG.mediaType].includes(mediaType);
