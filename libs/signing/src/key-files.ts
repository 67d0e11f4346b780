export interface KeyFiles {
  /** PEM. */
  readonly keyFile: string;
  /** PEM: the certificate of the key first, then those that lead to a root. */
  readonly certificateFile: string;
  readonly passphraseFile?: string;
}
