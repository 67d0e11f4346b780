import {
  type ByteStream,
  type CleanedFile,
  DocumentRenderer,
  FileCleaner,
  InstrumentSource,
  type PrintableDocument,
  type PublishedInstrument,
} from '@isonomia/application';

/** Documents that say in a line what they were made of. */
export class PlainRenderer extends DocumentRenderer {
  outcome(...[outcome, options]: Parameters<DocumentRenderer['outcome']>): Promise<PrintableDocument> {
    return Promise.resolve({ html: `${outcome.agency.name} ${options.edition} ${options.verifyUrl}` });
  }
  regional(...[{ facts }, options]: Parameters<DocumentRenderer['regional']>): Promise<PrintableDocument> {
    return Promise.resolve({ html: `${facts.region} ${facts.sha256} ${options.verifyUrl}` });
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

/** Takes files as they come: what is cleaned is for the tests of cleaning. */
export class Untouched extends FileCleaner {
  clean(_mediaType: string, bytes: ByteStream): CleanedFile {
    return { bytes, removed: () => [] };
  }
}
