import { Readable } from 'node:stream';
import { type Letter, Mailer, MailNotTaken, MailUnanswered } from '@isonomia/application';
import nodemailer, { type Transporter } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { addressOf, domainOf } from './address.js';

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; `?tls=optional` where a network is trusted to need none. */
  readonly url: string;
  /** `Isonomia <isonomia@example.org>` or the bare address. */
  readonly from: string;
  /** How long a server may stay silent, in milliseconds. */
  readonly patience?: number;
}

const PATIENCE_MS = 10_000;
const SUBMISSION_PORT = 587;
const SUBMISSION_TLS_PORT = 465;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Letters by SMTP, one connection each: mails are few, and a connection that idles is one more thing that breaks. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;

  constructor(private readonly options: SmtpOptions) {
    super();
    this.transport = nodemailer.createTransport(transportOf(options));
  }

  async send(letter: Letter, handOver: () => Promise<void>): Promise<void> {
    const message = await compose(letter, this.options.from);
    const state = { handedOver: false };
    const raw = Readable.from(heldBack(message, handOver, state));
    try {
      await this.transport.sendMail({ envelope: { from: addressOf(this.options.from), to: [letter.to] }, raw });
    } catch (error) {
      throw explain(error, state.handedOver);
    }
  }
}

/** A letter ends where its stream does: what has to be written down before the server can take it, is written here. */
async function* heldBack(message: Buffer, handOver: () => Promise<void>, state: { handedOver: boolean }) {
  yield message;
  await handOver();
  state.handedOver = true;
}

const REFUSED_FOR_GOOD = 500;

function explain(error: unknown, handedOver: boolean): Error {
  if (!(error instanceof Error)) return new MailNotTaken('unreachable');
  const { code, responseCode } = error as Error & { readonly code?: string; readonly responseCode?: number };
  if (handedOver && responseCode === undefined) return new MailUnanswered();
  // Not to be let in is a matter of the settings, and says nothing of this mail.
  const refused = responseCode !== undefined && responseCode >= REFUSED_FOR_GOOD && MAIL_STEPS.has(code ?? '');
  return new MailNotTaken(refused ? 'refused' : 'unreachable');
}

/** Where a server's no concerns this letter: its envelope or its content. */
const MAIL_STEPS = new Set(['EENVELOPE', 'EMESSAGE']);

function transportOf({ url, patience = PATIENCE_MS }: SmtpOptions) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? SUBMISSION_TLS_PORT : SUBMISSION_PORT) : Number(port),
    secure,
    // Secret links do not cross a network in plain text, unless whoever runs the installation says that they may.
    requireTLS: !secure && !LOOPBACK.test(hostname) && searchParams.get('tls') !== 'optional',
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** As bytes. The library folds and encodes every header, so that no text can begin a header of its own. */
function compose(letter: Letter, from: string): Promise<Buffer> {
  const node = new MailComposer({
    from,
    to: { name: '', address: letter.to },
    subject: oneLine(letter.subject),
    text: letter.text,
    html: letter.html,
    // The same for every attempt: whoever gets a letter twice sees that it is one.
    messageId: `<${letter.id}@${domainOf(from)}>`,
    ...(letter.attachment !== undefined && { attachments: [attached(letter.attachment)] }),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return new Promise((resolve, reject) => {
    node.build((error, bytes) => {
      if (error === null) resolve(bytes);
      else reject(error);
    });
  });
}

const attached = ({ name, mediaType, base64 }: NonNullable<Letter['attachment']>) => ({
  filename: oneLine(name),
  contentType: mediaType,
  content: Buffer.from(base64, 'base64'),
});

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, LONGEST_SUBJECT);
const LONGEST_SUBJECT = 200;
