import type { DocumentId } from '../ids.js';
import type { Installation } from '../ports/system.js';

/** Printed and drawn as a QR code: where anybody asks whether a document is genuine. */
export const verifyUrl = (installation: Installation, id: DocumentId): string =>
  `${installation.publicUrl}/verify/${id}`;
