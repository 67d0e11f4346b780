export { accessiblePdf } from './accessible-pdf.js';
export { PrintedPdf, UnknownLayout } from './printed-pdf.js';
