import type { TemplateEngine } from '../engine/engine.js';
import type { RenderContext } from '../engine/render-context.js';
import type { Translator } from '../text/translator.js';

import { cssText } from './css-text.js';
import type { DocumentFonts } from './fonts.js';

export interface DocumentFrame {
  readonly language: string;
  /** Title of the document, of its outline and of the viewer's window. */
  readonly title: string;
  readonly author: string;
  /** Running header, the agency's marking beside it, and what stands in the footer beside the page number. */
  readonly running: string;
  readonly marking: string;
  readonly foot: string;
  readonly density: 'full' | 'brief';
}

/**
 * A whole HTML page for print: everything inline, nothing to load. Fonts come last, since which are needed depends on
 * every character printed, those of the margins included.
 */
export function documentHtml(
  tools: { readonly engine: TemplateEngine; readonly fonts: DocumentFonts },
  context: RenderContext,
  frame: DocumentFrame,
  inner: { readonly name: string; readonly view: object },
): string {
  const { translator } = context;
  const words = pageWords(translator);
  const margins = [frame.running, frame.marking, frame.foot, words.pageWord, words.ofWord];
  const view = (body: string) => ({
    ...frame,
    direction: context.direction,
    // Margin boxes have sides, not beginnings and ends.
    start: context.direction === 'rtl' ? 'right' : 'left',
    end: context.direction === 'rtl' ? 'left' : 'right',
    running: cssText(frame.running),
    marking: cssText(frame.marking),
    foot: cssText(frame.foot),
    pageWord: cssText(words.pageWord),
    ofWord: cssText(words.ofWord),
    fonts: tools.fonts.facesFor([body, ...margins].join('')),
  });
  return tools.engine.renderIn('layouts/document', view, inner, context);
}

const pageWords = ({ t }: Translator) => ({ pageWord: t('document.page-of'), ofWord: t('document.of') });
