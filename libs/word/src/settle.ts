import { buffer } from 'node:stream/consumers';

import { fromBuffer, type Entry } from 'yauzl';
import { ZipFile } from 'yazl';

import type { Page } from './page.js';

/** The beginning of time, as archives count it. */
const DATED = new Date(1980, 0, 1);

const CORE = 'docProps/core.xml';
const FONTS = 'word/fontTable.xml';
const DOCUMENT = 'word/document.xml';

/**
 * The archive without what differs from one making to the next: times, and numbers that the library counts on from
 * document to document. It says whose and in which language it is, and of no person.
 */
export async function settled(archive: Uint8Array, page: Page): Promise<Uint8Array> {
  const files = await unpacked(archive);
  files.set(CORE, Buffer.from(coreProperties(page)));
  files.set(FONTS, Buffer.from(FONT_TABLE));
  const document = files.get(DOCUMENT);
  if (document === undefined) throw new Error('word.archive: the library wrote no document.');
  files.set(DOCUMENT, Buffer.from(numbered(document.toString('utf8'))));
  return packed(files);
}

/** Bookmarks are counted from one in each document. */
function numbered(xml: string): string {
  const ids = new Map<string, number>();
  return xml.replace(/(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")([^"]+)"/g, (_, start: string, id: string) => {
    const number = ids.get(id) ?? ids.size + 1;
    ids.set(id, number);
    return `${start}${number}"`;
  });
}

const coreProperties = ({ title, author, language }: Page): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
  `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>` +
  `<dc:language>${escaped(language)}</dc:language></cp:coreProperties>`;

/** What stands for our font where it is not installed: plain fonts of the same kind that every system has. */
const FONT_TABLE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  ['Noto Sans', 'Noto Sans Arabic']
    .map(
      (name) =>
        `<w:font w:name="${name}"><w:altName w:val="Arial"/><w:panose1 w:val="020B0502040504020204"/>` +
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>',
    )
    .join('') +
  '</w:fonts>';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const unpacked = (archive: Uint8Array): Promise<Map<string, Buffer>> =>
  new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(archive), { lazyEntries: true }, (failed, zip) => {
      if (failed !== null) {
        reject(failed);
        return;
      }
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken !== null) {
            reject(broken);
            return;
          }
          buffer(stream).then((bytes) => {
            files.set(entry.fileName, bytes);
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });

async function packed(files: ReadonlyMap<string, Buffer>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, bytes] of files)
    zip.addBuffer(bytes, name, { mtime: DATED, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}
