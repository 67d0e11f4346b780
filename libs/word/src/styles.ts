import { AlignmentType, LevelFormat, LineRuleType, type INumberingOptions, type IStylesOptions } from 'docx';

/** Set where it is installed; what stands for it elsewhere is named in the table of fonts. */
export const FONT = { ascii: 'Noto Sans', hAnsi: 'Noto Sans', eastAsia: 'Noto Sans', cs: 'Noto Sans Arabic' };

const INK = '1C2233';
const MUTED = '4B5263';
/** Half points and twentieths of a point, as the format counts. */
const pt = (points: number): number => points * 2;
const gap = (points: number): number => points * 20;

const heading = (points: number, before: number, after: number) => ({
  run: { bold: true, size: pt(points), sizeComplexScript: pt(points), color: INK, font: FONT },
  paragraph: {
    keepNext: true,
    keepLines: true,
    spacing: { before: gap(before), after: gap(after), line: 300, lineRule: LineRuleType.AUTO },
  },
});

const paragraph = (
  id: string,
  name: string,
  points: number,
  more: { readonly color?: string; readonly bold?: true },
) => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run: { size: pt(points), sizeComplexScript: pt(points), ...more },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: pt(10), sizeComplexScript: pt(10), color: INK },
      paragraph: { spacing: { after: gap(5), line: 300, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(26, 40, 8),
    heading2: heading(15, 22, 8),
    heading3: heading(11, 12, 4),
    heading4: heading(10, 8, 3),
  },
  paragraphStyles: [
    {
      ...paragraph('Caption', 'caption', 9, { bold: true }),
      paragraph: { keepNext: true, spacing: { before: gap(8), after: gap(3) } },
    },
    { ...paragraph('Lead', 'Lead', 14, { color: INK }), paragraph: { spacing: { after: gap(4) } } },
    {
      ...paragraph('Note', 'Note', 8, { color: MUTED }),
      paragraph: { spacing: { after: gap(6), line: 264, lineRule: LineRuleType.AUTO } },
    },
    {
      ...paragraph('Small', 'Small', 9, {}),
      paragraph: { spacing: { after: gap(4), line: 276, lineRule: LineRuleType.AUTO } },
    },
    {
      ...paragraph('Term', 'Term', 9, { bold: true }),
      paragraph: { keepNext: true, spacing: { before: gap(5), after: 0 } },
    },
    {
      ...paragraph('Cell', 'Table text', 8.5, {}),
      paragraph: { spacing: { before: gap(1), after: gap(1), line: 264, lineRule: LineRuleType.AUTO } },
    },
    {
      ...paragraph('NarrowCell', 'Narrow table text', 7.5, {}),
      paragraph: { spacing: { before: gap(1), after: gap(1), line: 252, lineRule: LineRuleType.AUTO } },
    },
    { ...paragraph('Margin', 'Margin', 8, { color: MUTED }), paragraph: { spacing: { after: 0 } } },
    { ...paragraph('ListParagraph', 'List Paragraph', 10, {}), paragraph: { spacing: { after: gap(3) } } },
  ],
};

export const BULLETS = 'bullets';
export const NUMBERS = 'numbers';
const INDENT = { left: 397, hanging: 284 };

export const NUMBERING: INumberingOptions = {
  config: [
    {
      reference: BULLETS,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: INDENT } },
        },
      ],
    },
    {
      reference: NUMBERS,
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: INDENT } },
        },
      ],
    },
  ],
};
