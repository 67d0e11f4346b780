/** Values that never change once they are there, as many as fit. What is not there is not remembered. */
export class Remembered<Key, Value> {
  private readonly values = new Map<Key, Value>();

  constructor(private readonly most: number) {}

  async get(key: Key, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const loaded = await load();
    if (loaded !== undefined) this.keep(key, loaded);
    return loaded;
  }

  private keep(key: Key, value: Value): void {
    const oldest = this.values.keys().next();
    // A map keeps the order of insertion: the first is the oldest, and cheap to find.
    if (this.values.size >= this.most && oldest.done === false) this.values.delete(oldest.value);
    this.values.set(key, value);
  }
}
