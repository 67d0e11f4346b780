/** Texts that somebody might type to break, to break out or to break in; as many as are asked for, all different. */
export function hostileStrings(count: number): readonly string[] {
  const made = new Set<string>();
  for (let round = 0; made.size < count; round += 1)
    for (const family of FAMILIES) {
      for (const text of family(round)) {
        if (made.size >= count) break;
        made.add(text);
      }
    }
  return [...made];
}

const mark = (round: number): string => `zq${round}`;

const WRAPPERS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `">${text}`,
  (text) => `'>${text}`,
  (text) => `</textarea>${text}`,
  (text) => `</title>${text}`,
  (text) => `</script>${text}`,
  (text) => `-->${text}`,
  (text) => `]]>${text}`,
];
const TAGS = ['script', 'img', 'svg', 'iframe', 'details', 'math', 'object', 'video', 'form', 'style', 'base', 'meta'];
const EVENTS = ['onerror', 'onload', 'ontoggle', 'onfocus', 'onpointerenter', 'onbegin'];

const markup = (round: number): readonly string[] =>
  TAGS.map((tag, index) => {
    const event = EVENTS[(round + index) % EVENTS.length] ?? '';
    const wrap = WRAPPERS[(round + index) % WRAPPERS.length] ?? String;
    return wrap(`<${tag} id=${mark(round)} src=x href=x ${event}=alert(${round})>${round}</${tag}>`);
  });

const attributes = (round: number): readonly string[] =>
  EVENTS.flatMap((event) => [`" ${event}="alert('${mark(round)}')" x="`, `' ${event}='alert(${round})' x='`]).concat(
    `javascript:alert(${round})//"${mark(round)}`,
    `data:text/html,<b>${mark(round)}`,
  );

const sql = (round: number): readonly string[] => [
  `' OR ${round}=${round} --`,
  `'; DROP TABLE agency; -- ${round}`,
  `1) UNION SELECT ${round},null,null --`,
  `$$||pg_sleep(0)||$$${round}`,
  `\\'; SELECT ${round}; --`,
  `' || (SELECT version()) || '${round}`,
  `%' ESCAPE '${round}`,
  `{"$gt": ${round}}`,
];

const paths = (round: number): readonly string[] => [
  `${'../'.repeat((round % 12) + 1)}etc/passwd`,
  `..%2f..%2f${round}`,
  `file:///etc/hosts#${round}`,
  `C:\\..\\${round}`,
  `/proc/self/environ?${round}`,
  `https://127.0.0.1:${1024 + (round % 60_000)}/`,
  `a${'/'.repeat((round % 50) + 2)}b`,
];

const templates = (round: number): readonly string[] => [
  `{{${round}*7}}`,
  `{{#with "${round}"}}{{lookup . 'constructor'}}{{/with}}`,
  `\${${round}*7}`,
  `<%= ${round} %>`,
  `#{${round}}`,
  `@(${round})`,
  `=HYPERLINK("x",${round})`,
  `+cmd|'/c'!A${round}`,
  `@SUM(${round})`,
];

const unicode = (round: number): readonly string[] => {
  const point = 0x80 + ((round * 7919) % 0x1_0000);
  const character = point >= 0xd800 && point <= 0xdfff ? '\u{10ffff}' : String.fromCodePoint(point);
  return [
    `${round}\u0000end`,
    `${round}\ud800`,
    `\udc00${round}`,
    `\u202e${round}\u2066`,
    `a${'\u0301'.repeat((round % 300) + 1)}`,
    `\ufeff${round}\u200b\u2028\u2029`,
    `${character.repeat((round % 40) + 1)}${round}`,
    `\ufdfa\u{1f469}\u200d\u{1f680}${round}`,
    `\r\nSet-Cookie: a=${round}`,
    `\u001b[31m${round}`,
  ];
};

const numbers = (round: number): readonly string[] => [
  '9'.repeat((round % 400) + 1),
  `-${round}`,
  `${round}e${(round % 400) + 300}`,
  `0x${round.toString(16)}`,
  `${round}.${'0'.repeat(round % 60)}1`,
  `NaN${round}`,
  `Infinity${round}`,
  `${round}n`,
  `1,${round}`,
  `٣${round}`,
];

const long = (round: number): readonly string[] => ['A'.repeat(500 * ((round % 20) + 1)) + String(round)];

const FAMILIES = [markup, attributes, sql, paths, templates, unicode, numbers, long] as const;
