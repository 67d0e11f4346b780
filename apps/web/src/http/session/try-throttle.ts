/** Counts tries that cost the hash of a password, over all web processes; the account library's count stands behind it. */
export abstract class TryThrottle {
  /** Seconds to wait when this key or this address has had too many tries, else undefined. */
  abstract admit(key: string, address: string): Promise<number | undefined>;
}
