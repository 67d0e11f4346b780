import { type Scope, type Transaction, UnitOfWork, type UserId } from '@isonomia/application';

/** Lets several use cases run in one transaction that somebody else opened and ends. */
class JoinedUnitOfWork extends UnitOfWork {
  constructor(private readonly tx: Transaction) {
    super();
  }

  run<T>(_scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return work(this.tx);
  }
}

class TakenBack extends Error {}

interface Ending {
  readonly actor: UserId;
  /** All of it is done, and nothing of it stays. */
  readonly takeBack: boolean;
}

/** What `work` does through the unit of work that it is handed stays as a whole or not at all. */
export async function inOneTransaction<T>(
  unitOfWork: UnitOfWork,
  { actor, takeBack }: Ending,
  work: (joined: UnitOfWork) => Promise<T>,
): Promise<T> {
  const kept: { result?: T } = {};
  try {
    await unitOfWork.run({ actor }, async (tx) => {
      kept.result = await work(new JoinedUnitOfWork(tx));
      if (takeBack) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return kept.result as T;
}
