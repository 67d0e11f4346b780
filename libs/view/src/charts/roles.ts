import type { Attributes } from '../svg/markup.js';

/**
 * Every colour has a role, a class and a value that works without a style sheet. On screen the class lets the dark theme
 * replace the value (`styles/charts.css`); on paper the attribute holds. Women are solid and men a tint with an outline:
 * both are equally dark in grey.
 */
export type Role =
  | 'text'
  | 'muted'
  | 'grid'
  | 'band'
  | 'axis'
  | 'primary'
  | 'hollow'
  | 'interval'
  | 'range'
  | 'link'
  | 'women'
  | 'men'
  | 'women-text'
  | 'men-text'
  | 'attention'
  | 'attention-line'
  | 'attention-thin'
  | 'women-line'
  | 'state'
  | 'tile'
  | 'tint-1'
  | 'tint-2'
  | 'tint-3'
  | 'tint-4';

const ROLES: Readonly<Record<Role, Attributes>> = {
  text: { fill: '#1C2233' },
  muted: { fill: '#4B5263' },
  grid: { stroke: '#C9CBD1', 'stroke-width': 1 },
  axis: { stroke: '#1C2233', 'stroke-width': 1 },
  band: { fill: '#F1EFE9' },
  primary: { fill: '#1D4F91' },
  hollow: { fill: '#FFFFFF', stroke: '#1C2233', 'stroke-width': 1.5 },
  interval: { fill: '#B9CBE2' },
  range: { fill: '#B9CBE2', stroke: '#1D4F91', 'stroke-width': 1 },
  link: { stroke: '#6B7180', 'stroke-width': 1, 'stroke-dasharray': '1.5 2.5' },
  women: { fill: '#6B3FA0', stroke: '#6B3FA0', 'stroke-width': 1 },
  men: { fill: '#D3EBE8', stroke: '#0F766E', 'stroke-width': 1.2 },
  'women-text': { fill: '#6B3FA0' },
  'men-text': { fill: '#0B5F59' },
  attention: { fill: '#9A4B00' },
  'attention-line': { stroke: '#9A4B00', 'stroke-width': 3.5 },
  'attention-thin': { stroke: '#9A4B00', 'stroke-width': 1.5 },
  'women-line': { stroke: '#6B3FA0', 'stroke-width': 2 },
  state: { fill: 'none', stroke: '#6B7180', 'stroke-width': 1, 'stroke-dasharray': '3 2' },
  tile: { fill: '#FFFFFF', stroke: '#C9CBD1', 'stroke-width': 1 },
  'tint-1': { fill: '#FFFFFF', stroke: '#B9A7D3', 'stroke-width': 1 },
  'tint-2': { fill: '#F0EAF7', stroke: '#B9A7D3', 'stroke-width': 1 },
  'tint-3': { fill: '#DDD0EC', stroke: '#B9A7D3', 'stroke-width': 1 },
  'tint-4': { fill: '#C4AEDF', stroke: '#B9A7D3', 'stroke-width': 1 },
};

export function roleAttributes(role: Role): Attributes {
  return { class: `chart-${role}`, ...ROLES[role] };
}
