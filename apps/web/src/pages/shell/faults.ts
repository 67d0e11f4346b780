import { FileRefused, FileTooLarge, QuotaExceeded } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import type { FormError, FormErrors } from './fields.js';
import type { Words } from './words.js';

export interface FaultWords {
  /** Name of the form field at a path of the command: `reference.from` → `from`. */
  readonly field: (path: string) => string | undefined;
  readonly label: (path: string) => string;
}

/** Faults of a form as sentences that name the field and say what to do. */
export const errorsOf = (words: Words, faults: readonly Fault[], names: FaultWords): FormErrors =>
  faults.map((fault) => {
    const field = names.field(fault.path);
    const message = words.t(`page.shell.fault.${fault.code}`, { ...fault.detail, label: names.label(fault.path) });
    return { message, ...(field !== undefined && { field }) };
  });

/** Why a file was not kept; anything else is thrown on. */
export function fileError(words: Words, problem: unknown, field: string, kinds = KINDS): FormError {
  if (problem instanceof FileRefused) {
    const message = words.t(`page.shell.fault.file.${problem.fault ?? 'refused'}`, { kinds });
    return { field, message };
  }
  if (problem instanceof FileTooLarge || problem instanceof QuotaExceeded) {
    const size = mostBytes(words, Number(problem.detail['limit'] ?? 0));
    return { field, message: words.t(`page.shell.fault.${problem.code}`, { size }) };
  }
  throw problem;
}

const KINDS = 'PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, CSV, TXT';

/** A size as people read it: "200 kB", "20 MB". */
export function bytes({ t }: Words, size: number): string {
  return size < 1_000_000
    ? t('page.shell.bytes.kb', { number: Math.max(1, Math.round(size / 1000)) })
    : t('page.shell.bytes.mb', { number: Math.round(size / 100_000) / 10 });
}

const MEBI = 1024 * 1024;
/** A limit in the same words. A megabyte is counted in two ways; what is said fits either, so nobody is refused for it. */
export const mostBytes = (words: Words, limit: number): string =>
  bytes(words, limit < MEBI ? limit : Math.floor(limit / MEBI) * 1_000_000);
