import { Injectable } from '@nestjs/common';
import type { Outcome } from '@isonomia/outcome';
import { readOutcome, type Reading } from '@isonomia/view';
import { Vocabulary } from '../shell/words.js';

/** An outcome as the agency itself reads it on screen: nothing rounded away, in the language of the page. */
@Injectable()
export class Readings {
  constructor(private readonly vocabulary: Vocabulary) {}

  of(outcome: Outcome, language: string): Reading {
    return readOutcome(outcome, { edition: 'internal', language, texts: this.vocabulary.texts(language) });
  }
}
