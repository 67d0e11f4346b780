import { NumbersInBytes } from '../src/pages/verify/numbers-in-bytes.js';

/**
 * Works the fingerprint of a file out on the device and asks with that alone; the file itself is not sent. Browsers do so
 * over https and on the machine itself; elsewhere the words beside the button say that the file goes to the server.
 */
const form = document.querySelector<HTMLFormElement>('form[data-verify]');
if (form !== null) enhance(form);

function enhance(of: HTMLFormElement): void {
  const canHash = window.isSecureContext && typeof window.crypto.subtle === 'object';
  for (const words of of.querySelectorAll<HTMLElement>('[data-verify-when]')) {
    words.hidden = words.dataset['verifyWhen'] !== (canHash ? 'stays' : 'insecure');
  }
  if (!canHash) return;
  of.addEventListener('submit', (event) => {
    const file = of.querySelector<HTMLInputElement>('input[type="file"]')?.files?.[0];
    if (file === undefined) return;
    event.preventDefault();
    void ask(of, file);
  });
}

async function ask(of: HTMLFormElement, file: File): Promise<void> {
  const says = of.querySelector<HTMLElement>('[data-verify-says]');
  try {
    if (says !== null) says.textContent = of.dataset['working'] ?? '';
    const bytes = new Uint8Array(await file.arrayBuffer());
    const digest = new Uint8Array(await window.crypto.subtle.digest('SHA-256', bytes));
    const fingerprint = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const found = new NumbersInBytes();
    found.read(bytes);
    const query = new URLSearchParams({ found: found.numbers().join(',') });
    window.location.assign(`${of.action}/${fingerprint}?${query.toString()}`);
  } catch {
    // Taken away meanwhile, or too large for this device.
    if (says !== null) says.textContent = of.dataset['failed'] ?? '';
  }
}
