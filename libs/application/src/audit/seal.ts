import type { AuditBatch, AuditChain, Seal, SealKey } from '../ports/audit-seals.js';

/** What makes a seal of this product and format, and of no other, even where a key is used twice. */
const FORMAT = 'isonomia audit seal 1';

/** The text that is signed: every column but the signature itself, so that none can be changed. */
export function sealedText(seal: Omit<Seal, 'seal'>): string {
  const { chain, number, firstId, lastId, rows, digest, previous, at } = seal;
  return JSON.stringify([FORMAT, chain, number, firstId, lastId, rows, digest, previous, at]);
}

export function makeSeal(
  chain: AuditChain,
  batch: AuditBatch,
  { last, at, key }: { readonly last: Seal | undefined; readonly at: Date; readonly key: SealKey },
): Seal {
  const plain = {
    chain,
    number: (last?.number ?? 0) + 1,
    ...batch,
    previous: last?.seal ?? '',
    at: at.toISOString().replace('Z', '000Z'),
  };
  return { ...plain, seal: key.sign(sealedText(plain)) };
}
