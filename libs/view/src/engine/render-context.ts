import type { Format } from '../text/format.js';
import type { Translator } from '../text/translator.js';

/** What a template may reach beside its view model: words and formats of one language, never a request. */
export interface RenderContext {
  readonly translator: Translator;
  readonly format: Format;
  readonly direction: 'ltr' | 'rtl';
}
