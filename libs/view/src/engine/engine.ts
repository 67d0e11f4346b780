import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Handlebars from 'handlebars';

import { HELPERS, type Helper } from './helpers.js';
import type { RenderContext } from './render-context.js';

export interface EngineOptions {
  /** The folder with `layouts/`, `partials/`, `pages/`, `documents/`. */
  readonly templates: string;
  /** Helpers of an application beside those of `HELPERS`; they return text, which is escaped. */
  readonly helpers?: Readonly<Record<string, Helper>>;
  /** Read the files again at every rendering, while somebody edits them. */
  readonly reload?: boolean;
}

type View = Readonly<Record<string, unknown>>;
type Template = (view: View, options: { data: Readonly<Record<string, unknown>> }) => string;

/** A template with what it shows, in the words of one language. */
export interface Spoken {
  readonly name: string;
  readonly view: object;
  readonly context: RenderContext;
  /** What becomes of the rendered template before a layout gets it. */
  readonly finish?: (html: string) => string;
}

/** HTML that templates made. The class is not exported: nobody else can hand markup to a layout. */
class Rendered {
  readonly #html: string;
  constructor(html: string) {
    this.#html = html;
  }
  toHTML(): string {
    return this.#html;
  }
}

/**
 * Handlebars with everything explicit: a name that the view model lacks is an error, not an empty string; no helper that is
 * not listed; a partial sees what it is given and no more. Templates come from files alone, never from data.
 */
export class TemplateEngine {
  readonly #options: EngineOptions;
  #templates: ReadonlyMap<string, Template>;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#templates = compileAll(options);
  }

  /** Renders `pages/agency/home` into itself. */
  render(name: string, view: object, context: RenderContext): string {
    if (this.#options.reload === true) this.#templates = compileAll(this.#options);
    const template = this.#templates.get(name);
    if (template === undefined) throw new Error(`template.unknown: there is no template "${name}.hbs".`);
    return template(view as View, { data: { render: context } });
  }

  /**
   * Renders a template and sets it as `body` into a layout, which sees `frame` beside it. A frame that depends on what was
   * rendered, such as the fonts it needs, is a function of it.
   */
  renderIn(
    layout: string,
    frame: object | ((html: string) => object),
    inner: Omit<Spoken, 'context'>,
    context: RenderContext,
  ): string {
    const { finish = (html: string) => html } = inner;
    const html = finish(this.render(inner.name, inner.view, context));
    const beside = typeof frame === 'function' ? (frame as (html: string) => object)(html) : frame;
    return this.render(layout, { ...beside, body: new Rendered(html) }, context);
  }

  /** As `renderIn`, of two languages: what `weave` makes of both renderings is set into the layout of the first. */
  renderTwoIn(
    layout: string,
    frame: (html: string) => object,
    inners: readonly [Spoken, Spoken],
    weave: (lead: string, second: string) => string,
  ): string {
    const [lead, second] = inners;
    const html = weave(
      this.render(lead.name, lead.view, lead.context),
      this.render(second.name, second.view, second.context),
    );
    return this.render(layout, { ...frame(html), body: new Rendered(html) }, lead.context);
  }

  get names(): readonly string[] {
    return [...this.#templates.keys()];
  }
}

function compileAll(options: EngineOptions): ReadonlyMap<string, Template> {
  const handlebars = Handlebars.create();
  const helpers = { ...HELPERS, ...options.helpers };
  for (const [name, helper] of Object.entries(helpers)) handlebars.registerHelper(name, helper);
  const compileOptions = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
    explicitPartialContext: true,
    preventIndent: true,
  };
  const templates = new Map<string, Template>();
  for (const file of filesUnder(options.templates, '')) {
    const name = file.replace(/\.hbs$/, '');
    // Plain text has nothing to escape; nothing but a mail is made of it.
    const source = readFileSync(join(options.templates, file), 'utf8');
    const compiled: Template = handlebars.compile(source, { ...compileOptions, noEscape: name.endsWith('.txt') });
    templates.set(name, compiled);
    handlebars.registerPartial(name, compiled as Handlebars.Template);
  }
  return templates;
}

function filesUnder(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(root, path);
    return entry.name.endsWith('.hbs') ? [path] : [];
  });
}
