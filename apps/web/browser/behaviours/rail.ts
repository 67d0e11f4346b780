/** As the style sheet has it: under this width the rail stands above the text instead of beside it. */
const WIDE = '(min-width: 62rem)';

/**
 * Open beside the text, folded above it. Pages are sent with the rail open, so that without script every link is there.
 */
export function enhanceRail(root: ParentNode): void {
  const rail = root.querySelector<HTMLDetailsElement>('details.rail');
  if (rail === null) return;
  const wide = window.matchMedia(WIDE);
  const follow = (): void => {
    rail.open = wide.matches;
  };
  follow();
  rail.dataset['ready'] = '';
  wide.addEventListener('change', follow);
}
