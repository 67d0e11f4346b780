import type { LanAddress } from '@isonomia/application';
import type { Words } from '../shell/words.js';

const PHONES = ['iphone', 'android', 'other'] as const;
const STEPS = ['look', 'compare', 'go'] as const;
/** Characters of the first and of the last group: a certificate that agrees in both takes years to make. */
const GROUP = 8;

interface AcceptCertificateView {
  readonly fingerprint: readonly { readonly text: string; readonly compared: boolean }[];
  readonly phones: readonly { readonly title: string; readonly steps: readonly string[] }[];
}

/** For `partials/workshop/accept-certificate`: what a phone says of a certificate that it does not know, and what to do. */
export function acceptCertificateView({ t }: Words, { fingerprint }: LanAddress): AcceptCertificateView {
  const groups = fingerprint.replaceAll(':', '').match(new RegExp(`.{${GROUP}}`, 'g')) ?? [];
  return {
    fingerprint: groups.map((text, n) => ({ text, compared: n === 0 || n === groups.length - 1 })),
    phones: PHONES.map((phone) => ({
      title: t(`page.lan.accept.${phone}.title`),
      steps: STEPS.map((step) => t(`page.lan.accept.${phone}.${step}`)),
    })),
  };
}
