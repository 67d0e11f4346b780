import { enhanceLive } from './behaviours/live.js';
import { enhanceTimers } from './behaviours/timer.js';
import { enhanceWall } from './behaviours/wall.js';

// For pages of those who lead a workshop, beside what every page has.
enhanceTimers(document);
enhanceWall(document, enhanceLive(document, enhanceTimers));
