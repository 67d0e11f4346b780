export { FolderMailer, MailFolderReader } from './mail-folder.js';
export { SmtpMailer, type SmtpOptions } from './smtp-mailer.js';
