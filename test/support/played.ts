import {
  type ByteStream,
  type CleanedFile,
  DocumentRenderer,
  FileCleaner,
  InstrumentSource,
  type LibraryPractice,
  PracticeLibrary,
  type PrintableDocument,
  type PublishedInstrument,
} from '@isonomia/application';
import { publishedSample } from './published-sample.js';

/** Documents that say in a line what they were made of. */
export class PlainRenderer extends DocumentRenderer {
  outcome(...[outcome, options]: Parameters<DocumentRenderer['outcome']>): Promise<PrintableDocument> {
    return Promise.resolve({ html: `${outcome.agency.name} ${options.edition} ${options.verifyUrl}` });
  }
  followUp(...[followUp, options]: Parameters<DocumentRenderer['followUp']>): Promise<PrintableDocument> {
    const tasks = followUp.tasks.map(({ now }) => now.state).join(' ');
    return Promise.resolve({ html: `${followUp.agency.name} ${options.edition} ${tasks} ${options.verifyUrl}` });
  }
  regional(...[{ facts }, options]: Parameters<DocumentRenderer['regional']>): Promise<PrintableDocument> {
    return Promise.resolve({ html: `${facts.region} ${facts.sha256} ${options.verifyUrl}` });
  }
  workshop(...[{ outcome, head }, options]: Parameters<DocumentRenderer['workshop']>): Promise<PrintableDocument> {
    return Promise.resolve({ html: `${outcome.facts.title} ${head.sha256} ${options.verifyUrl}` });
  }
  certificate(...[facts, options]: Parameters<DocumentRenderer['certificate']>): Promise<PrintableDocument> {
    return Promise.resolve({ html: `${facts.name} ${facts.days.join(' ')} ${options.verifyUrl}` });
  }
  questionnaire(...[{ contents }, options]: Parameters<DocumentRenderer['questionnaire']>): Promise<PrintableDocument> {
    return Promise.resolve({
      html: `${contents.agency.name} answers: ${contents.answers.length} ${options.form.languages.join(' ')}`,
    });
  }
}

export class GivenSource extends InstrumentSource {
  constructor(readonly versions: PublishedInstrument[]) {
    super();
  }
  load(): Promise<readonly PublishedInstrument[]> {
    return Promise.resolve(this.versions);
  }
}

/** A library of one entry about the sample instrument; a test may put others in its place. */
export class GivenPractices extends PracticeLibrary {
  practices: readonly LibraryPractice[] = ONE_PRACTICE;
  all(): Promise<readonly LibraryPractice[]> {
    return Promise.resolve(this.practices);
  }
  reset(): void {
    this.practices = ONE_PRACTICE;
  }
}
const ONE_PRACTICE: readonly LibraryPractice[] = [
  {
    id: 'nv-policy',
    country: 'NV',
    organisation: 'customs',
    since: 2015,
    sources: [{ publisher: 'Gazette of Norlavia', title: 'Order on equality', year: 2016 }],
    links: { [publishedSample().instrument.id]: { items: ['GOV1'], rules: ['R1'] } },
    words: {
      en: { organisation: 'Customs of Norlavia', what: 'A policy was signed by the head.', result: 'It is known.' },
      fr: { organisation: 'Douane de Norlavie', what: 'Une politique a été signée par la direction.' },
    },
  },
];

/** Takes files as they come: what is cleaned is for the tests of cleaning. */
export class Untouched extends FileCleaner {
  clean(_mediaType: string, bytes: ByteStream): CleanedFile {
    return { bytes, removed: () => [] };
  }
}
