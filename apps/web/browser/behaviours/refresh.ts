const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 8000;

/**
 * Replaces `<section data-refresh>` with its newest state until the server stops marking it so.
 * Without script the page carries a plain "Look again" link.
 */
export function enhanceRefresh(root: ParentNode): void {
  const section = root.querySelector<HTMLElement>('[data-refresh]');
  if (section !== null) schedule(section, FIRST_DELAY_MS);
}

function schedule(section: HTMLElement, delay: number): void {
  window.setTimeout(() => void refresh(section, delay), delay);
}

async function refresh(section: HTMLElement, delay: number): Promise<void> {
  const next = Math.min(delay * 1.5, LONGEST_DELAY_MS);
  try {
    const response = await fetch(window.location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById(section.id);
    if (!response.ok || fresh === null) {
      schedule(section, next);
      return;
    }
    const changed = fresh.textContent !== section.textContent;
    if (changed) section.replaceWith(fresh);
    const current = changed ? fresh : section;
    if (fresh.dataset['refresh'] !== undefined) schedule(current, next);
  } catch {
    schedule(section, next);
  }
}
