const SECOND_MS = 1000;
const MINUTE = 60;

/** `<p data-left="754" data-running>`: counts down beside the clock on the wall. Minutes are told, seconds only shown. */
export function enhanceTimer(root: ParentNode): void {
  const timer = root.querySelector<HTMLElement>('[data-left]');
  if (timer === null || !('running' in timer.dataset)) return;
  const end = performance.now() + Number(timer.dataset['left'] ?? 0) * SECOND_MS;
  const tick = (): void => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / SECOND_MS));
    timer.textContent = `${String(Math.floor(left / MINUTE))}:${String(left % MINUTE).padStart(2, '0')}`;
    if (left > 0 && timer.isConnected) window.setTimeout(tick, SECOND_MS);
  };
  tick();
}
