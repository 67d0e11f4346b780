interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
}

/**
 * Values that never change once they are there, or of which an age does no harm; as many as fit. What is not there is not
 * remembered.
 */
export class Remembered<Key, Value> {
  private readonly entries = new Map<Key, Entry<Value>>();

  constructor(
    private readonly most: number,
    private readonly milliseconds = Number.POSITIVE_INFINITY,
  ) {}

  async get(key: Key, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const known = this.entries.get(key);
    if (known !== undefined && performance.now() < known.until) return known.value;
    const loaded = await load();
    if (loaded !== undefined) this.keep(key, loaded);
    return loaded;
  }

  private keep(key: Key, value: Value): void {
    this.entries.delete(key);
    const oldest = this.entries.keys().next();
    // A map keeps the order of insertion: the first is the oldest, and cheap to find.
    if (this.entries.size >= this.most && oldest.done === false) this.entries.delete(oldest.value);
    this.entries.set(key, { value, until: performance.now() + this.milliseconds });
  }
}
