import { type Scope, SeatUnusable, Snapshots, Transaction, UnitOfWork } from '@isonomia/application';
import type { DataSource, EntityManager } from 'typeorm';

/** One database transaction, on one connection. */
export class TypeOrmTransaction extends Transaction {
  constructor(readonly manager: EntityManager) {
    super();
  }

  async query<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    const runner = this.manager.queryRunner;
    if (runner === undefined) throw new Error('A transaction needs its own connection.');
    // Structured, since TypeORM otherwise answers UPDATE with a pair of rows and count.
    const result = await runner.query(sql, [...parameters], true);
    return result.records as readonly Row[];
  }
}

/** Transaction-local, or the next one on the same pooled connection would inherit them. */
const SET_ACTOR = "SELECT set_config('isonomia.actor', $1, true), set_config('isonomia.agency', '', true)";
/** Only where the actor's memberships reach; the operator takes the web's role for it, and then has that agency alone. */
const ENTER_AGENCY = 'SELECT enter_agency($1, $2)';
/** Names the actor and no agency too. */
const ENTER_SEAT = 'SELECT participant_id FROM enter_seat($1, $2)';

export class TypeOrmUnitOfWork extends UnitOfWork {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  run<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction((manager) => within(scope, manager, work));
  }
}

export class TypeOrmSnapshots extends Snapshots {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  read<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => within(scope, manager, work));
  }
}

async function within<T>(scope: Scope, manager: EntityManager, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = new TypeOrmTransaction(manager);
  if (scope.seat !== undefined) await enterSeat(tx, scope.seat);
  else if (scope.agency === undefined) await tx.query(SET_ACTOR, [scope.actor]);
  else await tx.query(ENTER_AGENCY, [scope.actor, scope.agency]);
  return work(tx);
}

async function enterSeat(tx: Transaction, { key, at }: NonNullable<Scope['seat']>): Promise<void> {
  const found = await tx.query(ENTER_SEAT, [key, at]);
  if (found.length === 0) throw new SeatUnusable();
}
