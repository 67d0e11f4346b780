export type { ContentFolders } from './content-folders.js';
export { readProblemTexts } from './content-folders.js';
export type { ContentLintSettings } from './content-library.js';
export { ContentLibrary } from './content-library.js';
export { fillSentence } from './flat-texts.js';
export type { LocatedFault } from './located.js';
export { ContentFaulty, printFault } from './located.js';
export { sourceHash } from './source-hash.js';
export type { ContentVersion, VersionName } from './read-version.js';
