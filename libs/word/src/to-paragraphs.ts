import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Paragraph,
  ShadingType,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
  type ParagraphChild,
} from 'docx';

import type { Block, Box, HeadingBlock, ListItemBlock, ParagraphBlock, PictureBlock, Run } from './blocks.js';
import { BULLETS, NUMBERS } from './styles.js';

/** A picture as it goes into the file. */
export interface Shown {
  readonly bytes: Uint8Array;
  readonly type: 'png' | 'jpg';
  /** Pixels of 1/96 inch, as the library counts. */
  readonly width: number;
  readonly height: number;
}

export interface Setting {
  readonly pictures: readonly Shown[];
  /** Names of bookmarks that there are: a link to another is plain text. */
  readonly anchors: ReadonlySet<string>;
  /** Twentieths of a point from margin to margin. */
  readonly width: number;
  readonly isCell?: true;
  readonly isNarrow?: true;
  readonly numeric?: boolean;
  readonly bold?: boolean;
}

const LEVELS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

const STYLE_OF = {
  text: undefined,
  title: undefined,
  subtitle: 'Lead',
  caption: 'Caption',
  note: 'Note',
  small: 'Small',
  term: 'Term',
  line: 'Small',
} as const;

const TWIPS_A_PIXEL = 15;

export function toParagraph(block: Exclude<Block, { type: 'table' }>, setting: Setting): Paragraph {
  switch (block.type) {
    case 'heading':
      return heading(block, setting);
    case 'item':
      return item(block, setting);
    case 'picture':
      return picture(block, setting);
    case 'paragraph':
      return paragraph(block, setting);
  }
}

const heading = (block: HeadingBlock, setting: Setting): Paragraph => {
  const runs = children(block.runs, setting);
  return new Paragraph({
    ...common(block, setting),
    heading: LEVELS[block.level],
    ...(block.pageBreak === true && { pageBreakBefore: true }),
    children: block.bookmark === undefined ? runs : [new Bookmark({ id: block.bookmark, children: [...runs] })],
  });
};

const item = (block: ListItemBlock, setting: Setting): Paragraph =>
  new Paragraph({
    ...common(block, setting),
    style: cellStyle(setting) ?? 'ListParagraph',
    ...(block.isContinued
      ? { indent: { left: 397 } }
      : {
          numbering: block.ordered
            ? { reference: NUMBERS, level: 0, instance: block.list }
            : { reference: BULLETS, level: 0 },
        }),
    children: children(block.runs, setting),
  });

const paragraph = (block: ParagraphBlock, setting: Setting): Paragraph => {
  const own = STYLE_OF[block.kind];
  const style = own ?? cellStyle(setting);
  const isLine = block.kind === 'line';
  return new Paragraph({
    ...common(block, setting),
    ...(style !== undefined && { style }),
    ...(block.keepNext === true && { keepNext: true }),
    ...(isLine && { border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'C9CBD1', space: 1 } } }),
    children: children(block.runs, setting),
  });
};

const cellStyle = ({ isCell, isNarrow }: Setting): string | undefined =>
  isCell !== true ? undefined : isNarrow === true ? 'NarrowCell' : 'Cell';

function picture(block: PictureBlock, setting: Setting): Paragraph {
  const { index, title, description } = block.picture;
  const shown = setting.pictures[index];
  if (shown === undefined) throw new Error(`word.picture: picture ${index} was not painted.`);
  const scale = Math.min(1, setting.width / TWIPS_A_PIXEL / shown.width);
  const run = new ImageRun({
    type: shown.type,
    data: shown.bytes,
    transformation: { width: Math.round(shown.width * scale), height: Math.round(shown.height * scale) },
    altText: { id: String(index + 1), name: `Figure ${index + 1}`, title, description },
  });
  return new Paragraph({ ...common(block, setting), keepLines: true, children: [run] });
}

function common(block: Exclude<Block, { type: 'table' }>, setting: Setting): IParagraphOptions {
  const isRightToLeft = block.direction === 'rtl';
  return {
    ...(isRightToLeft && { bidirectional: true }),
    ...(setting.numeric === true && { alignment: AlignmentType.END }),
    ...(block.box !== undefined && boxed(block.box, isRightToLeft)),
  };
}

function boxed({ color, fill, isFramed }: Box, isRightToLeft: boolean): IParagraphOptions {
  const thick = { style: BorderStyle.SINGLE, size: 24, color, space: 8 };
  const thin = { style: BorderStyle.SINGLE, size: 8, color, space: 6 };
  const side = isRightToLeft ? { right: thick } : { left: thick };
  return {
    border: isFramed ? { top: thin, bottom: thin, left: thin, right: thin } : side,
    indent: { left: 200, right: isFramed ? 200 : 0 },
    ...(fill !== undefined && { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
    keepLines: true,
  };
}

function children(runs: readonly Run[], setting: Setting): ParagraphChild[] {
  return runs.flatMap(byDirection).map((run) => {
    const text = textRun(run, setting.bold === true);
    const { anchor } = run;
    if (anchor === undefined || !setting.anchors.has(anchor)) return text;
    return new InternalHyperlink({ anchor, children: [text] });
  });
}

/** From a letter of a script that runs to the right, to the last such letter or digit before one that does not. */
const LEFT_TO_RIGHT =
  /[\p{Script=Latin}\p{Script=Cyrillic}](?:[^\p{Script=Arabic}]*[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}])?/gu;

/**
 * Names and terms in other letters are runs of their own: a word processor takes a run's mark for the direction of what
 * stands between words as well, and would set several Latin words in reverse.
 */
function byDirection(run: Run): readonly Run[] {
  if (run.direction === 'ltr') return [run];
  const parts: Run[] = [];
  let at = 0;
  for (const found of run.text.matchAll(LEFT_TO_RIGHT)) {
    if (found.index > at) parts.push({ ...run, text: run.text.slice(at, found.index) });
    parts.push({ ...run, text: found[0], direction: 'ltr' });
    at = found.index + found[0].length;
  }
  if (at < run.text.length) parts.push({ ...run, text: run.text.slice(at) });
  return parts.map((part, index) => (index === 0 ? part : withoutBreak(part)));
}

const withoutBreak = ({ breakBefore: _, ...rest }: Run): Run => rest;

export function textRun({ text, language, direction, bold, color, breakBefore }: Run, isBold = false): TextRun {
  const isRightToLeft = direction === 'rtl';
  const options: IRunOptions = {
    text,
    language: language === 'ar' || isRightToLeft ? { bidirectional: language } : { value: language },
    ...(isRightToLeft && { rightToLeft: true }),
    ...((bold === true || isBold) && { bold: true, boldComplexScript: true }),
    ...(color !== undefined && { color }),
    ...(breakBefore === true && { break: 1 }),
  };
  return new TextRun(options);
}
