export { ChildCleaner } from './child-cleaner.js';
