import type { DocumentForm } from '@isonomia/application';

import { interleave } from '../bilingual/interleave.js';
import type { Spoken, TemplateEngine } from '../engine/engine.js';
import type { Translator } from '../text/translator.js';

import { cssText } from './css-text.js';
import { editableCopy } from './editable-copy.js';
import type { DocumentFonts } from './fonts.js';

interface DocumentFrame {
  readonly language: string;
  /** Title of the document, of its outline and of the viewer's window. */
  readonly title: string;
  readonly author: string;
  /** Running header, the agency's marking beside it, and what stands in the footer beside the page number. */
  readonly running: string;
  readonly marking: string;
  readonly foot: string;
  readonly density: 'full' | 'brief';
  /** Longer than high. */
  readonly across?: boolean;
}

/** A document in one language, not yet a page. */
export interface DocumentPart extends Spoken {
  readonly frame: DocumentFrame;
}

interface Tools {
  readonly engine: TemplateEngine;
  readonly fonts: DocumentFonts;
}

/**
 * A whole HTML page for print: everything inline, nothing to load. Fonts come last, since which are needed depends on
 * every character printed, those of the margins included.
 */
export const documentHtml = (tools: Tools, part: DocumentPart): string =>
  tools.engine.renderIn('layouts/document', (body: string) => frameOf(tools, part, body), part, part.context);

/** The same document in each language of a form as one page. The margins speak the leading language. */
export function documentIn(tools: Tools, form: DocumentForm, partOf: (language: string) => DocumentPart): string {
  const [leading, other] = form.languages;
  const lead = partOf(leading);
  const made = (html: string, ...parts: readonly DocumentPart[]): string =>
    form.format === 'pdf' ? html : editableCopy(html, parts.map(speakerOf));
  if (other === undefined) return documentHtml(tools, { ...lead, finish: (html) => made(html, lead) });
  const second = partOf(other);
  return tools.engine.renderTwoIn(
    'layouts/document',
    (body) => frameOf(tools, lead, body, form.arrangement),
    [lead, second],
    (html, its) => made(interleave(spoken(html, lead), spoken(its, second)), lead, second),
  );
}

const speakerOf = ({ frame, context }: DocumentPart) => ({ language: frame.language, context });

const spoken = (html: string, { frame, context }: DocumentPart) => ({
  html,
  language: frame.language,
  direction: context.direction,
});

function frameOf(
  tools: Tools,
  { frame, context }: DocumentPart,
  body: string,
  arrangement: DocumentForm['arrangement'] = 'single',
): object {
  const words = pageWords(context.translator);
  const margins = [frame.running, frame.marking, frame.foot, words.pageWord, words.ofWord];
  return {
    ...frame,
    arrangement,
    direction: context.direction,
    // Margin boxes have sides, not beginnings and ends.
    start: context.direction === 'rtl' ? 'right' : 'left',
    end: context.direction === 'rtl' ? 'left' : 'right',
    running: cssText(frame.running),
    marking: cssText(frame.marking),
    foot: cssText(frame.foot),
    margins: { running: frame.running, marking: frame.marking, foot: frame.foot, ...words },
    pageWord: cssText(words.pageWord),
    ofWord: cssText(words.ofWord),
    fonts: tools.fonts.facesFor([body, ...margins].join('')),
  };
}

const pageWords = ({ t }: Translator) => ({ pageWord: t('document.page-of'), ofWord: t('document.of') });
