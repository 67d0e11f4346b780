import type { VerificationResult } from '@isonomia/application';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ABOUT } from '../../paths.js';
import { field } from '../shell/fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';

const NOT_FOUND = 404;
const LONGEST_ID = 40;

export interface Asked {
  readonly typed: string;
  readonly result?: VerificationResult;
}

/** A number as somebody typed it into the form; empty when there is none. */
export const typedNumber = (typed: unknown): string =>
  typeof typed === 'string' ? typed.trim().slice(0, LONGEST_ID) : '';

/** The form for a document's number, and beneath an answer the form for the next. */
@Injectable()
export class VerifyPage {
  constructor(private readonly pages: PageRenderer) {}

  show(request: FastifyRequest, reply: FastifyReply, asked: Asked): string {
    const words = this.pages.words(request);
    // A document is shown around: whoever checks it must not leave word of where they came from.
    void reply.header('x-robots-tag', 'noindex');
    return this.pages.render(request, reply, {
      name: 'verify/verify',
      title: words.t('page.verify.title'),
      ...(asked.result?.verdict === 'unknown' && { status: NOT_FOUND }),
      view: verifyView(words, asked),
    });
  }
}

function verifyView({ t, format }: Words, { typed, result }: Asked): object {
  const genuine =
    result?.verdict === 'genuine'
      ? {
          id: result.document,
          issued: format.date(result.issuedOn),
          instrument: `${result.instrumentId} ${result.instrumentVersion}`,
        }
      : undefined;
  return {
    title: t('page.verify.title'),
    genuine,
    unknown: result?.verdict === 'unknown' ? t('page.verify.unknown', { id: typed.slice(0, LONGEST_ID) }) : '',
    action: ABOUT.verify,
    field: field('id', t('page.verify.id'), {
      value: genuine === undefined ? typed.slice(0, LONGEST_ID) : '',
      hint: t('page.verify.id-hint'),
      width: 'width-short',
      autocomplete: 'off',
      maxlength: LONGEST_ID,
    }),
  };
}
