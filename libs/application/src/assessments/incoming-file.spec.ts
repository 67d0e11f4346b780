import { describe, expect, it } from '@jest/globals';
import { plainName, recognise } from './incoming-file.js';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0);
const zip = (entry: string): Uint8Array => Uint8Array.of(0x50, 0x4b, 3, 4, ...new Uint8Array(26), ...text(entry));

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}
const read = (name: string, ...parts: readonly Uint8Array[]) => recognise({ name, bytes: pieces(...parts) });

describe('an incoming file', () => {
  it.each([
    ['order.pdf', text('%PDF-1.7\n'), 'application/pdf'],
    ['LOGO.PNG', PNG, 'image/png'],
    ['photo.jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    [
      'plan.docx',
      zip('[Content_Types].xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['staff.ods', zip('mimetypeapplication/vnd'), 'application/vnd.oasis.opendocument.spreadsheet'],
    ['staff.csv', text('Rank,Women\r\nInspector,12\n'), 'text/csv'],
    ['STAFF.CSV', text('\ufeffРанг;Женщины\n'), 'text/csv'],
    ['note.txt', text('\tOrder 118\n'), 'text/plain'],
    ['staff.csv', text('\ufeff \n<svg onload="alert(1)"/>'), 'text/plain'],
    ['note.txt', text('<!doctype html><script>alert(1)</script>'), 'text/plain'],
    ['note.txt', text('#!/bin/sh\nrm -rf /'), 'text/plain'],
  ])('%s is known by its bytes and its name', async (name, bytes, mediaType) => {
    expect(await read(name, bytes)).toMatchObject({ mediaType, name });
  });

  it.each([
    ['page.html', text('<script>alert(1)</script>')],
    ['picture.svg', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['order.pdf', text('<html>%PDF-1.7')],
    ['order.pdf', text('  %PDF-1.7')],
    ['logo.png', text('%PDF-1.7')],
    ['page.html', text('%PDF-1.7')],
    ['archive.zip', zip('evil.exe')],
    ['macros.xlsm', zip('[Content_Types].xml')],
    ['renamed.docx', zip('evil.exe')],
    ['order', text('%PDF-1.7')],
    ['.pdf.exe', text('MZ%PDF-')],
    ['order.txt', text('%PDF-1.7')],
    ['staff.csv', zip('[Content_Types].xml')],
    ['staff.csv', zip('evil.exe')],
  ])('%s is refused when bytes or name are not of one harmless kind', async (name, bytes) => {
    await expect(read(name, bytes)).rejects.toMatchObject({ code: 'file.refused' });
  });

  it('that is empty is refused', async () => {
    await expect(read('order.pdf')).rejects.toMatchObject({ code: 'file.refused' });
    await expect(read('order.pdf', new Uint8Array())).rejects.toMatchObject({ code: 'file.refused' });
  });

  const whole = async (name: string, ...parts: readonly Uint8Array[]): Promise<Uint8Array> => {
    const pieces: number[] = [];
    for await (const piece of (await read(name, ...parts)).bytes) pieces.push(...piece);
    return Uint8Array.from(pieces);
  };
  const far = text('x'.repeat(1000));
  const utf16 = (content: string): Uint8Array => Uint8Array.from(Buffer.from(content, 'utf16le'));

  it.each<[string, string, readonly Uint8Array[]]>([
    ['is UTF-16 with its mark', 'utf-16', [utf16('\ufeffWomen,Men')]],
    ['is UTF-16 the other way round', 'utf-16', [Uint8Array.of(0xfe, 0xff, 0, 0x41)]],
    ['is UTF-16 without a mark', 'utf-16', [utf16('Women,Men')]],
    ['holds a NUL far behind', 'control-characters', [far, Uint8Array.of(0)]],
    ['holds an escape sequence', 'control-characters', [text('\u001b[2J')]],
    ['holds a control character of two bytes', 'control-characters', [text('a\u0085b')]],
    ['is in an old code page', 'not-utf-8', [Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72)]],
    ['holds half a surrogate pair', 'not-utf-8', [far, Uint8Array.of(0xed, 0xa0, 0x80)]],
    ['ends within a character', 'not-utf-8', [far, Uint8Array.of(0xe2, 0x82)]],
  ])('that %s is refused as a text, saying why', async (_, fault, parts) => {
    for (const name of ['staff.csv', 'note.txt']) {
      await expect(whole(name, ...parts)).rejects.toMatchObject({ code: 'file.refused', fault });
    }
  });

  it('of text is kept byte for byte, its mark included, also where a character is cut by two pieces', async () => {
    const bytes = text('\ufeffÉquipe;Женщины\r\n😀\n');
    const cut = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await whole('staff.csv', ...cut)).toEqual(bytes);
  });

  it('comes in whole, whatever its pieces', async () => {
    const { bytes } = await read('order.pdf', text('%P'), text('DF'), text('-1.7'), text('x'.repeat(200)), text('end'));
    let whole = '';
    for await (const piece of bytes) whole += new TextDecoder().decode(piece);
    expect(whole).toBe(`%PDF-1.7${'x'.repeat(200)}end`);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\mara\\order.pdf', 'order.pdf'],
    ['or\u0000der\u202e.pdf', 'order.pdf'],
    ['a<b>"c|d?*.pdf', 'abcd.pdf'],
    ['\ud800.pdf', '\ufffd.pdf'],
    ['приказ №7.pdf', 'приказ №7.pdf'],
  ])('named %j is kept as %j', (given, kept) => {
    expect(plainName(given)).toBe(kept);
  });

  it('with an endless name keeps its extension', () => {
    expect(plainName(`${'x'.repeat(400)}.pdf`)).toMatch(/^x{146}\.pdf$/);
  });
});
