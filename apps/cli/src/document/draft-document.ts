import type { InstallationFacts } from '@isonomia/config';
import type { AgencyProfile, Edition, EvidenceNote, Outcome } from '@isonomia/outcome';
import {
  documentId,
  type DocumentForm,
  evidenceNamed,
  freezeOutcome,
  type OutcomeDocumentOptions,
  verifyUrl,
  NO_CURRENCY,
} from '@isonomia/application';
import type { AnswerFile } from '@isonomia/instrument';
import type { ReadAnswers } from '../answers.js';
import { sha256 } from '../sha256.js';

/** What an answer file does not say. */
export interface Cover {
  readonly agencyName: string;
  readonly country: string;
  readonly marking?: string;
  readonly stockDate?: string;
  readonly fictional?: true;
}

export interface DraftDocument {
  readonly outcome: Outcome;
  readonly print: Omit<OutcomeDocumentOptions, 'issuedAt'>;
}

/** An outcome of an answer file, as a draft: nobody has submitted it. */
export function draftDocument(
  { content, answers }: ReadAnswers,
  options: Cover & { readonly edition: Edition; readonly form: DocumentForm },
  installation: InstallationFacts,
): DraftDocument {
  const { instrument, rules, references, texts } = content;
  const frozen = freezeOutcome({
    instrument,
    rules,
    references,
    texts,
    agency: profileOf(answers, options),
    answers,
    review: { accepted: [], rejected: [] },
    stockDate: options.stockDate ?? answers.reference.to,
    status: 'draft',
    revision: 1,
    evidence: notesOf(answers),
    comments: [],
    respondents: [],
    engine: installation.engine,
    sha256,
  });
  const id = idOf(`${frozen.sha256} ${options.edition} ${options.form.languages.join(' ')}`);
  const print = {
    edition: options.edition,
    form: options.form,
    documentId: id,
    verifyUrl: verifyUrl(installation, id),
    outcomeSha256: frozen.sha256,
    decisions: [],
  };
  return { outcome: frozen.outcome, print };
}

function profileOf({ agencyType, answers }: AnswerFile, options: Cover): AgencyProfile {
  const paid = Object.values(answers).flatMap((answer) =>
    'value' in answer && 'currency' in answer.value ? [answer.value.currency] : [],
  );
  return {
    name: options.agencyName,
    type: agencyType,
    country: options.country,
    ranks: [],
    units: [],
    currency: paid[0] ?? NO_CURRENCY,
    timeZone: 'UTC',
    ...(options.marking !== undefined && { marking: options.marking }),
    fictional: options.fictional ?? false,
  };
}

/** The ids are all that an answer file knows of its evidence. */
function notesOf({ answers }: AnswerFile): readonly EvidenceNote[] {
  const ids = new Set(Object.values(answers).flatMap(evidenceNamed));
  return [...ids].map((id) => ({ id, kind: 'citation', title: id, restricted: false }));
}

/** Crockford's base 32, five bits a character. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 12;

/** The same outcome gives the same id: nothing here is registered, and a document can be made again. */
function idOf(text: string) {
  const digest = Buffer.from(sha256(text), 'hex');
  const characters = [...digest.subarray(0, CHARACTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return documentId(characters.join(''));
}
