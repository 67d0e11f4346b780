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
  ])('%s is refused when bytes or name are not of one harmless kind', async (name, bytes) => {
    await expect(read(name, bytes)).rejects.toMatchObject({ code: 'file.refused' });
  });

  it('that is empty is refused', async () => {
    await expect(read('order.pdf')).rejects.toMatchObject({ code: 'file.refused' });
    await expect(read('order.pdf', new Uint8Array())).rejects.toMatchObject({ code: 'file.refused' });
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
