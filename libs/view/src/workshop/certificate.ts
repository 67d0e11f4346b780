import type { CertificateFacts } from '@isonomia/application';

import type { DocumentPart } from '../document/document-html.js';
import type { View } from '../document/view.js';
import { qrCode } from '../svg/qr-code.js';

interface Options {
  readonly documentId: string;
  readonly verifyUrl: string;
  readonly language: string;
}

/** That somebody was there, on one page; the same facts give the same page. Nothing of what they said or scored. */
export function certificatePart(view: View, facts: CertificateFacts, options: Options): DocumentPart {
  const voice = view.voice(options.language);
  const { t } = voice.translator;
  const { format } = voice;
  const { name, from, country, title, place, region, startsOn, endsOn, days, organisers, fictional } = facts;
  const { documentId, verifyUrl, language } = options;
  const made = {
    name,
    from: [facts.function, from, country].filter((part) => part !== undefined).join(' · '),
    title,
    fictional,
    tookPart: t('certificate.took-part', { region }),
    where: t('certificate.where', { place, period: format.period(startsOn, endsOn) }),
    days: t('certificate.days', { count: days.length, days: format.list(days.map((day) => format.date(day))) }),
    organisers: organisers.length === 0 ? '' : t('certificate.organisers', { organisers: format.list(organisers) }),
    documentId,
    verifyUrl,
    qr: qrCode(verifyUrl, t('document.cover.qr')),
  };
  const frame = {
    language,
    title: `${t('certificate.title')}: ${name}`,
    author: region,
    running: '',
    marking: '',
    foot: documentId,
    density: 'full' as const,
    across: true,
  };
  return { name: 'documents/certificate', view: made, context: voice, frame };
}
