import type { View } from './view.js';

/** In each language: why a document is signed, and what readers call the field of the signature. */
export const signatureWords =
  (view: View) =>
  (language: string): { readonly reason: string; readonly label: string } => {
    const { t } = view.voice(language).translator;
    return { reason: t('signature.reason'), label: t('signature.label') };
  };
