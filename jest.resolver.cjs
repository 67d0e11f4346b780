/**
 * Our relative imports end in `.js`, as Node wants them, and name a `.ts` file.
 * Packages keep Jest's own resolution: a mapping that stripped `.js` everywhere would reach into them too.
 */
module.exports = (request, options) => {
  const ours = !options.basedir.includes('node_modules') && /^\.{1,2}\/.*\.js$/.test(request);
  if (ours) {
    try {
      return options.defaultResolver(request.replace(/\.js$/, '.ts'), options);
    } catch {
      return options.defaultResolver(request, options);
    }
  }
  return options.defaultResolver(request, options);
};
