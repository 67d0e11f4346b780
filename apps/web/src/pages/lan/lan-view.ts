import type { LanAddress } from '@isonomia/application';
import { qrCode } from '@isonomia/view';
import type { Words } from '../shell/words.js';
import { acceptCertificateView } from './accept-view.js';

/** Where people join: the address that the code holds, without the code of a workshop. */
const JOIN = '/join';

/** How a room comes in; without an address, how it could. */
export function lanView(words: Words, lan: LanAddress | undefined) {
  const { t } = words;
  const title = t('page.lan.title');
  if (lan === undefined) return { title, open: undefined };
  const [first = '', ...others] = lan.addresses;
  const address = first + JOIN;
  return {
    title,
    open: {
      address,
      qr: qrCode(address, t('page.lan.picture', { address })),
      others: others.map((one) => one + JOIN),
      accept: acceptCertificateView(words, lan),
    },
  };
}
