/**
 * The longest files first, so that at the end no worker waits for another. Names, not measured times: a fresh checkout
 * remembers none.
 */
const ORDER = [
  /test\/(http\/attack|browser\/(whole-path|every-page))\./,
  /test\/browser\//,
  /test\/integration\/(reliability|start|import|command-line)/,
  /test\/http\/(lost-password|slow-and-large|restored|access-tokens|security-text|headers)\./,
  /test\/(http|integration)\//,
];

const place = ({ path }) => {
  const found = ORDER.findIndex((pattern) => pattern.test(path));
  return found === -1 ? ORDER.length : found;
};

export default class Sequence {
  sort(tests) {
    return [...tests].sort((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : 1));
  }

  cacheResults() {
    // Nothing is remembered from run to run.
  }

  allFailedTests(tests) {
    return tests;
  }
}
