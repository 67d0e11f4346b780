export interface BatchOptions<Item> {
  /** Items of one batch. */
  readonly most: number;
  /** The order in which a batch is sent; items that it holds equal stay in the order in which they came. */
  readonly order: (one: Item, other: Item) => number;
}

interface Waiting<Item, Reply> {
  readonly item: Item;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * What comes in while a batch is under way waits for its return, and then goes out together. Without load every item is
 * a batch of its own and leaves at once: there is no timer, and batches are as large as the load makes them.
 */
export class NaturalBatches<Item, Reply> {
  private readonly waiting: Waiting<Item, Reply>[] = [];
  private isUnderWay = false;

  /** `send` replies in the order sent; when it throws, every item of the batch fails with it. */
  constructor(
    private readonly send: (items: readonly Item[]) => Promise<readonly Reply[]>,
    private readonly options: BatchOptions<Item>,
  ) {}

  add(item: Item): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isUnderWay) this.leave();
    });
  }

  private leave(): void {
    const { most, order } = this.options;
    this.isUnderWay = this.waiting.length > 0;
    if (this.isUnderWay)
      void this.deliver(this.waiting.splice(0, most).sort((one, other) => order(one.item, other.item)));
  }

  private async deliver(batch: readonly Waiting<Item, Reply>[]): Promise<void> {
    try {
      const replies = await this.send(batch.map(({ item }) => item));
      if (replies.length !== batch.length) throw new Error('A batch got another number of replies than it has items.');
      for (const [position, reply] of replies.entries()) batch[position]?.resolve(reply);
    } catch (reason) {
      for (const { reject } of batch) reject(reason);
    } finally {
      this.leave();
    }
  }
}
