import type { INestApplicationContext } from '@nestjs/common';

const LAST_RESORT_MS = 20_000;

/** Ends requests under way, then the pool. On a signal, and when the supervisor is gone without having said so. */
export function closeOnSignal(app: INestApplicationContext): void {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  process.on('disconnect', close);
}
