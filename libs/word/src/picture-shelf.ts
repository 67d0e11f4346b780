import type { Drawing } from '@isonomia/application';

import type { Picture } from './blocks.js';
import { attribute, childElements, markupOf, plainText, type Element } from './page.js';

/** A picture that is there already. */
interface Inlined {
  readonly bytes: Uint8Array;
  readonly type: 'png' | 'jpg';
}

export type Shelved = { readonly drawing: Drawing } | { readonly image: Inlined };

const IMAGE = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/;

/** The pictures of a page, in its order. */
export class PictureShelf {
  readonly items: Shelved[] = [];

  drawing(svg: Element): Picture | undefined {
    const [, , width = 0, height = 0] = (attribute(svg, 'viewBox') ?? '').split(/\s+/).map(Number);
    if (!(width > 0 && height > 0)) throw new Error('word.drawing: a drawing has no size; give it a viewBox.');
    const told = (tag: string): string => {
      const found = childElements(svg).find(({ tagName }) => tagName === tag);
      return found === undefined ? '' : plainText(found).trim();
    };
    const title = told('title') === '' ? (attribute(svg, 'aria-label') ?? '') : told('title');
    return this.#shelve({ drawing: { svg: markupOf(svg), width, height } }, title, told('desc'));
  }

  /** Anything but an inlined picture is left out: the file loads nothing. */
  image(img: Element): Picture | undefined {
    const [, type, data] = IMAGE.exec(attribute(img, 'src') ?? '') ?? [];
    if (type === undefined || data === undefined) return undefined;
    const image = { bytes: Buffer.from(data, 'base64'), type: type === 'png' ? ('png' as const) : ('jpg' as const) };
    return this.#shelve({ image }, attribute(img, 'alt') ?? '', '');
  }

  #shelve(item: Shelved, title: string, description: string): Picture {
    this.items.push(item);
    return { index: this.items.length - 1, title, description: description === '' ? title : description };
  }
}
