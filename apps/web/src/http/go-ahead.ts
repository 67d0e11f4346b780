/**
 * Under the supervisor a process loads its program while the database still starts, and goes on when it is told that
 * the database is there and current. Started by hand it goes on at once.
 */
export function goAhead(): Promise<void> {
  if (process.send === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if (message !== 'database') return;
      process.off('message', listen);
      resolve();
    };
    process.on('message', listen);
    process.once('disconnect', () => process.exit(0));
  });
}
