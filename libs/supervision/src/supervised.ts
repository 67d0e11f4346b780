/**
 * What the supervisor and the processes below it agree on. A process loads its program while the database still
 * starts, waits for the go-ahead, says when it can work, and ends when it is told to or when the supervisor is gone.
 */

/** What a process ends with when starting it again would not help: sysexits' EX_CONFIG. */
export const EXIT_MISCONFIGURED = 78;
/** From the supervisor: the database is there and current. */
export const DATABASE_READY = 'database';
/** To the supervisor: requests or jobs may come. */
export const PROCESS_READY = 'ready';

const LAST_RESORT_MS = 20_000;

/** Resolves when the database is there and current; at once for a process that was started by hand. */
export function goAhead(): Promise<void> {
  if (process.send === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = (): never => process.exit(0);
    const listen = (message: unknown): void => {
      if (message !== DATABASE_READY) return;
      process.off('message', listen);
      process.off('disconnect', leave);
      resolve();
    };
    process.on('message', listen);
    process.once('disconnect', leave);
  });
}

export function sayReady(): void {
  process.send?.(PROCESS_READY);
}

/** Closes what runs and exits, on a signal and when the supervisor is gone without having said so. */
export function closeOnSignal(running: { close(): Promise<void> }): void {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  process.on('disconnect', close);
}
