import { API } from '../api-paths.js';
import { ROUTES } from '../paths.js';

export interface Rate {
  readonly most: number;
  readonly minutes: number;
  /**
   * Whose requests are counted together: a person's from anywhere, everybody's from one address, or those of one seat in a
   * workshop. A room of sixty phones has one address.
   */
  readonly by: 'person' | 'address' | 'seat';
}

/**
 * What one person or one address may ask for in a while. Generous for everything people do by hand, so that nobody at
 * work ever sees one; tight where a request makes others wait (documents), fills disks (files), carries much away
 * (exports) or sends mail to somebody (invitations, new passwords). Wrong passwords and codes are counted elsewhere, in
 * the database: see the identity library.
 */
export const RATES = {
  anything: { most: 30_000, minutes: 1, by: 'address' },
  reading: { most: 3_000, minutes: 1, by: 'person' },
  writing: { most: 1_200, minutes: 1, by: 'person' },
  documents: { most: 60, minutes: 10, by: 'person' },
  uploads: { most: 240, minutes: 10, by: 'person' },
  exports: { most: 120, minutes: 10, by: 'person' },
  invitations: { most: 200, minutes: 60, by: 'person' },
  newPasswords: { most: 30, minutes: 15, by: 'address' },
  verification: { most: 120, minutes: 1, by: 'address' },
  // A whole delegation may sit behind one address; a page that waits looks every other second.
  links: { most: 300, minutes: 1, by: 'address' },
  linkOrders: { most: 60, minutes: 10, by: 'address' },
  // A room that joins at once, and mistypes; and for ten thousand years too few to find a code by trying.
  joining: { most: 900, minutes: 10, by: 'address' },
  roomReading: { most: 600, minutes: 1, by: 'seat' },
  // What waited for half a day on a phone comes one after the other.
  roomWriting: { most: 300, minutes: 1, by: 'seat' },
  roomDocuments: { most: 20, minutes: 10, by: 'seat' },
} as const satisfies Readonly<Record<string, Rate>>;
export type RateKind = keyof typeof RATES;

/** What one of several processes lets through, so that all of them together let through what one would. */
export const shareOf = (
  processes: number,
  rates: Readonly<Record<RateKind, Rate>> = RATES,
): Readonly<Record<RateKind, Rate>> =>
  Object.fromEntries(
    Object.entries(rates).map(([kind, rate]) => [kind, { ...rate, most: Math.ceil(rate.most / processes) }]),
  ) as Record<RateKind, Rate>;

/** Routes that are counted apart. Every other one is reading or writing, by its method. */
export const COUNTED_APART: Readonly<Record<string, RateKind>> = {
  [`POST ${ROUTES.documents}`]: 'documents',
  [`POST ${ROUTES.retryDocument}`]: 'documents',
  [`POST ${API.documents}`]: 'documents',
  [`POST ${API.documentRetry}`]: 'documents',
  // Printed by the same browser, while somebody waits.
  [`GET ${ROUTES.questionnaire}`]: 'documents',

  [`POST ${ROUTES.releaseReport}`]: 'documents',
  [`POST ${ROUTES.workshopPapers}`]: 'documents',
  [`POST ${ROUTES.workshopCertificates}`]: 'documents',

  [`POST ${ROUTES.addEvidence}`]: 'uploads',
  [`POST ${ROUTES.upload}`]: 'uploads',
  [`POST ${ROUTES.setUpLogo}`]: 'uploads',
  [`POST ${ROUTES.submit}`]: 'uploads',
  [`POST ${API.questionEvidenceFile}`]: 'uploads',
  [`PUT ${API.submissionFile}`]: 'uploads',

  [`GET ${ROUTES.auditFile}`]: 'exports',
  [`GET ${ROUTES.agencyAuditFile}`]: 'exports',
  [`GET ${ROUTES.agencyExport}`]: 'exports',
  [`GET ${ROUTES.ownDataFile}`]: 'exports',
  [`GET ${ROUTES.template}`]: 'exports',
  [`GET ${ROUTES.documentFile}`]: 'exports',
  [`GET ${ROUTES.releaseFile}`]: 'exports',
  [`GET ${ROUTES.releaseReportFile}`]: 'exports',
  [`GET ${API.documentFile}`]: 'exports',
  [`GET ${ROUTES.evidenceFile}`]: 'exports',
  [`GET ${API.evidenceFile}`]: 'exports',

  [`POST ${ROUTES.invite}`]: 'invitations',
  [`POST ${ROUTES.resendInvitation}`]: 'invitations',
  [`POST ${API.invitations}`]: 'invitations',
  [`POST ${API.invitationMail}`]: 'invitations',

  [`POST ${ROUTES.newPassword}`]: 'newPasswords',

  [`GET ${ROUTES.shared}`]: 'links',
  [`GET ${ROUTES.sharedDocument}`]: 'links',
  [`GET ${ROUTES.sharedFile}`]: 'links',
  [`POST ${ROUTES.leaveShared}`]: 'links',
  [`POST ${ROUTES.orderShared}`]: 'linkOrders',
  [`POST ${ROUTES.agencyLinks}`]: 'invitations',
  [`POST ${ROUTES.roundLinks}`]: 'invitations',

  [`POST ${ROUTES.roomPapers}`]: 'roomDocuments',
  [`GET ${ROUTES.workshopPaperFile}`]: 'exports',

  [`GET ${ROUTES.join}`]: 'joining',
  [`POST ${ROUTES.join}`]: 'joining',

  [`GET ${ROUTES.verifyDocument}`]: 'verification',
  [`POST ${ROUTES.verifyFile}`]: 'verification',
  [`GET ${API.verification}`]: 'verification',
};

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** As whom a request is let in: signed in, from a seat, or as nobody yet. */
export type Known = 'person' | 'seat' | undefined;

/** What a request to this route counts as; nobody known is counted by address alone. */
export function rateKindOf(method: string, route: string, known: Known): RateKind | undefined {
  const apart = COUNTED_APART[`${method === 'HEAD' ? 'GET' : method} ${route}`];
  if (apart !== undefined) return isCounted(RATES[apart].by, known) ? apart : undefined;
  if (known === undefined) return undefined;
  const isSafe = SAFE.has(method);
  if (known === 'seat') return isSafe ? 'roomReading' : 'roomWriting';
  return isSafe ? 'reading' : 'writing';
}

/** By address before anybody is known, and once; whoever has a seat has been counted so already. */
const isCounted = (by: Rate['by'], known: Known): boolean => by === known || (by === 'address' && known !== 'seat');
