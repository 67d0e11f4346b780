/** What somebody might write into a text field to make whoever prints it fetch, read or run something. */
export function hostileTexts(port: number, file: string): readonly string[] {
  const url = `http://127.0.0.1:${port}`;
  return [
    `<img src="${url}/img">`,
    `<img src=x onerror="fetch('${url}/onerror')">`,
    `<iframe src="${url}/iframe"></iframe>`,
    `<iframe src="file://${file}"></iframe>`,
    `<iframe srcdoc="<img src='${url}/srcdoc'>"></iframe>`,
    `<object data="${url}/object"></object>`,
    `<embed src="file://${file}">`,
    `<link rel="stylesheet" href="${url}/link">`,
    `<link rel="dns-prefetch" href="//canary.isonomia.example">`,
    `<style>@import url("${url}/import"); body { background: url(${url}/background) }</style>`,
    `<meta http-equiv="refresh" content="0;url=${url}/refresh">`,
    `<base href="${url}/base/">`,
    `<svg><image href="${url}/svg-image"/><use href="${url}/svg-use#x"/></svg>`,
    `<script>fetch("${url}/script")</script>`,
    `</style><script>fetch("${url}/style-break")</script>`,
    `"><img src="${url}/attribute">`,
    `'><img src='${url}/attribute-single'>`,
    `url(${url}/css)`,
    `"; background: url(${url}/css-string); "`,
    `{{7*7}} {{{7*7}}} {{#with this}}{{lookup . 'constructor'}}{{/with}}`,
    `\${7*7} <%= 7*7 %> #{7*7}`,
  ];
}
