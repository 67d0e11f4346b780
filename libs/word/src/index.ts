export { DocxWriter } from './docx-writer.js';
