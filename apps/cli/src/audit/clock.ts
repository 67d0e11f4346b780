import type { Clock } from '@isonomia/application';

export const systemClock: Clock = { now: () => new Date() };
