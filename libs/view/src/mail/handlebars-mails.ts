import { type Mail, MailWriter, type WrittenMail } from '@isonomia/application';
import { createFormat, directionOf, localeOf, type Format } from '../text/format.js';
import { createTranslator } from '../text/translator.js';
import type { TemplateEngine } from '../engine/engine.js';

type Texts = Readonly<Record<string, string>>;

/** A mail's words and its two shapes, plain and HTML, of one view model: they cannot disagree. */
export class HandlebarsMails extends MailWriter {
  constructor(
    private readonly engine: TemplateEngine,
    /** Of a language that nobody translated to, those of English. */
    private readonly texts: (language: string) => Texts,
    private readonly publicUrl: string,
  ) {
    super();
  }

  write({ template, params, language }: Mail): WrittenMail {
    const translator = createTranslator(language, localeOf(language), this.texts(language));
    const context = { translator, format: createFormat(language, translator.t), direction: directionOf(language) };
    const values = Object.fromEntries(
      Object.entries<string>({ ...params }).map(([name, value]) => [name, worded(value, context.format)]),
    );
    if ('role' in params) values['role'] = translator.find(`page.agency.home.role.${params.role}`) ?? params.role;
    const say = (part: string): string => translator.t(`mail.${template}.${part}`, values);
    const link = 'link' in params ? { href: params.link, label: say('button') } : undefined;
    const subject = say('subject');
    const view = {
      language,
      direction: context.direction,
      subject,
      greeting: translator.find(`mail.${template}.greeting`, values) ?? translator.t('mail.greeting', values),
      what: say('what'),
      link,
      after: translator.find(`mail.${template}.after`, values),
      installation: this.publicUrl,
    };
    return {
      subject,
      text: this.engine.render('emails/mail.txt', view, context),
      html: this.engine.render('emails/mail', view, context),
    };
  }
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day as the language of the reader writes it. */
const worded = (value: string, { date }: Pick<Format, 'date'>): string =>
  ISO_DATE.test(value) ? date(value) : oneLine(value);

/** A name with a line break in it could otherwise write a paragraph of its own into somebody's mail. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
