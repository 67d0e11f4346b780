/** A tagged page in the layout that Chromium's printer writes: objects, one classic table, a trailer. */
export function skiaPdf({ title = 'Small' }: { readonly title?: string } = {}): Uint8Array {
  const content = 'BT /F1 12 Tf 72 720 Td (Small) Tj ET';
  const objects = [
    `<</Title (${title})\n/Creator (Isonomia)\n/Producer (Skia/PDF m150)>>`,
    `<</Type /Page\n/Resources <</Font <</F1 4 0 R>>>>\n/MediaBox [0 0 595 842]\n/Contents 3 0 R\n/StructParents 0\n/Tabs /S\n/Parent 5 0 R>>`,
    `<</Length ${content.length}>> stream\n${content}\nendstream`,
    `<</Type /Font\n/Subtype /Type1\n/BaseFont /Helvetica>>`,
    `<</Type /Pages\n/Count 1\n/Kids [2 0 R]>>`,
    `<</Type /StructTreeRoot\n/K []>>`,
    `<</Type /Catalog\n/Pages 5 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked true>>\n/StructTreeRoot 6 0 R\n/Lang (en)>>`,
  ];
  let text = '%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer\n<</Size ${size}\n/Root 7 0 R\n/Info 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + trailer, 'latin1');
}
