import { fingerprintOf, type VerificationResult } from '@isonomia/application';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Assets } from '../../http/assets.js';
import { ABOUT, ROUTES } from '../../paths.js';
import { field } from '../shell/fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';

const NOT_FOUND = 404;
const UNPROCESSABLE = 422;
const TOO_LARGE = 413;
/** A number, or a fingerprint with spaces between its groups. */
const LONGEST_TYPED = 100;

export interface Asked {
  readonly typed: string;
  readonly result?: VerificationResult;
  /** Why the file that was sent could not be looked at. */
  readonly fault?: 'none' | 'too-large';
}

/** A number as somebody typed it into the form; empty when there is none. */
export const typedNumber = (typed: unknown): string =>
  typeof typed === 'string' ? typed.trim().slice(0, LONGEST_TYPED) : '';

/** The forms for a document's number and for its file, and beneath an answer the forms for the next. */
@Injectable()
export class VerifyPage {
  constructor(
    private readonly pages: PageRenderer,
    @Inject(Assets) private readonly assets: Assets,
  ) {}

  show(request: FastifyRequest, reply: FastifyReply, asked: Asked): string {
    const words = this.pages.words(request);
    const status = statusOf(asked);
    // A document is shown around: whoever checks it must not leave word of where they came from.
    void reply.header('x-robots-tag', 'noindex');
    return this.pages.render(request, reply, {
      name: 'verify/verify',
      title: words.t('page.verify.title'),
      ...(status !== undefined && { status }),
      view: { ...verifyView(words, asked), script: this.assets.url('verify.js') },
    });
  }
}

function statusOf({ result, fault }: Asked): number | undefined {
  if (fault !== undefined) return fault === 'none' ? UNPROCESSABLE : TOO_LARGE;
  return result?.verdict === 'unknown' ? NOT_FOUND : undefined;
}

function verifyView(words: Words, { typed, result, fault }: Asked): object {
  const { t } = words;
  const isKnown = result !== undefined && result.verdict !== 'unknown';
  return {
    title: t('page.verify.title'),
    answer: result === undefined ? undefined : answerOf(words, typed, result),
    action: ABOUT.verify,
    field: field('id', t('page.verify.id'), {
      value: isKnown ? '' : shortened(typed),
      hint: t('page.verify.id-hint'),
      width: 'width-short',
      autocomplete: 'off',
      maxlength: LONGEST_TYPED,
    }),
    file: { action: ROUTES.verifyFile, fault: fault === undefined ? '' : t(`page.verify.file.${fault}`) },
  };
}

const TONES = { genuine: 'positive', superseded: 'attention', altered: 'danger', unknown: 'danger' } as const;

/** Of a number it says another thing than of a file: a number vouches for no word on the paper. */
function answerOf({ t, format }: Words, typed: string, result: VerificationResult): object {
  const by = fingerprintOf(typed) === undefined ? 'number' : 'file';
  const { verdict } = result;
  const known = verdict === 'unknown' ? undefined : result;
  return {
    tone: TONES[verdict],
    title: t(`page.verify.${verdict}.title`),
    what: t(`page.verify.${verdict}.${by}`, { id: shortened(typed) }),
    todo: t(`page.verify.${verdict}.${by}-do`),
    known: known && {
      id: known.document,
      issued: format.date(known.issuedOn),
      instrument: `${known.instrumentId} ${known.instrumentVersion}`,
    },
  };
}

const LONGEST_NUMBER = 40;
const shortened = (typed: string): string =>
  fingerprintOf(typed) === undefined ? typed.slice(0, LONGEST_NUMBER) : typed;
