export { FolderArchive } from './folder-archive.js';
export { ZipArchiver } from './zip-archiver.js';
