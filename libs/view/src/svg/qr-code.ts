import QRCode from 'qrcode';

import { element, type Markup } from './markup.js';

const QUIET_ZONE = 4;

/** A text as a QR code: one path, black on white, with the quiet zone that readers need. */
export function qrCode(text: string, label: string): Markup {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET_ZONE;
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) !== 0) squares.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`);
    }
  }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${size} ${size}`,
      role: 'img',
      'aria-label': label,
      class: 'qr-code',
      'shape-rendering': 'crispEdges',
    },
    element('rect', { width: size, height: size, fill: '#FFFFFF' }),
    element('path', { d: squares.join(''), fill: '#000000' }),
  );
}
