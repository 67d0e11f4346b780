import { describe, expect, it } from '@jest/globals';

import { markArtifacts } from './artifacts.js';

const marked = (page: string): string => markArtifacts(Buffer.from(page, 'latin1')).toString('latin1');
const artifact = (painted: string): string => `/Artifact BMC\n${painted}\nEMC\n`;

describe('what a page paints outside its tags', () => {
  it('is marked as saying nothing: a running header whole, a line from where its path begins', () => {
    expect(marked('q\nBT /F4 8 Tf <0026> Tj ET Q')).toBe(`q\n${artifact('BT /F4 8 Tf <0026> Tj ET')} Q`);
    expect(marked('1 w 0 0 m 9 9 l S q')).toBe(`1 w ${artifact('0 0 m 9 9 l S')} q`);
    expect(marked('/X1 Do')).toBe(artifact('/X1 Do'));
  });

  it('takes along marks within a text', () => {
    const header = 'BT <0026> Tj /Span<</ActualText <FEFF00A0> >> BDC <0003> Tj EMC <0027> Tj ET';
    expect(marked(header)).toBe(artifact(header));
  });

  it('leaves what is tagged as it is, however deep', () => {
    const tagged = '/P <</MCID 0 >>BDC\nBT /Span<</ActualText <FEFF> >> BDC <0026> Tj EMC ET\n0 0 9 9 re f\nEMC';
    expect(marked(tagged)).toBe(tagged);
    expect(marked(`${tagged}\n0 0 9 9 re f`)).toBe(`${tagged}\n${artifact('0 0 9 9 re f')}`);
  });

  it('marks no path that only cuts', () => {
    const clip = '0 0 9 9 re W* n';
    expect(marked(clip)).toBe(clip);
    expect(marked(`${clip} 1 1 2 2 re f`)).toBe(`${clip} ${artifact('1 1 2 2 re f')}`);
  });
});
