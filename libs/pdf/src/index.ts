export { PrintDeadline } from './browser-slot.js';
export { ChromiumPrinter } from './chromium-printer.js';
export { ChromiumPainter } from './chromium-painter.js';
export type { ChromiumPrinterOptions } from './chromium-printer.js';
export { findBrowser } from './find-browser.js';
export type { FoundBrowser } from './find-browser.js';
