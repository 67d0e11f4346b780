const TICK_MS = 250;
const MINUTE = 60;

/** Counts `<… data-seconds="270" data-running>` down to nothing, by how long this page has stood: its clock may be wrong. */
export function enhanceTimers(root: ParentNode): void {
  for (const timer of root.querySelectorAll<HTMLElement>('[data-seconds]')) count(timer);
}

function count(timer: HTMLElement): void {
  const digits = timer.querySelector<HTMLElement>('[data-digits]');
  const over = timer.querySelector<HTMLElement>('[data-over]');
  if (digits === null || timer.dataset['running'] === undefined) return;
  const end = performance.now() + Number(timer.dataset['seconds']) * 1000;
  const tick = (): void => {
    // Taken off the page: another one counts in its place.
    if (!timer.isConnected) return;
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const text = `${Math.floor(left / MINUTE)}:${String(left % MINUTE).padStart(2, '0')}`;
    if (digits.textContent !== text) digits.textContent = text;
    if (left > 0) window.setTimeout(tick, TICK_MS);
    else if (over !== null) over.hidden = false;
  };
  tick();
}
