import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/**
 * Asks the device for a passkey and sends what it says in the form that the button stands in:
 * `<form data-passkey="create|get" data-options="/address/of/the/challenge">`.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void askDevice(form);
  });
}

async function askDevice(form: HTMLFormElement): Promise<void> {
  const says = form.querySelector<HTMLElement>('[data-passkey-says]');
  if (says !== null) says.textContent = form.dataset['waiting'] ?? '';
  try {
    const { handle, options } = await challenge(form);
    const response =
      form.dataset['passkey'] === 'create'
        ? await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
        : await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
    put(form, 'handle', handle);
    put(form, 'response', JSON.stringify(response));
    form.submit();
  } catch {
    // Cancelled, timed out, or no passkey here: the person knows, and the other ways stand beside.
    if (says !== null) says.textContent = form.dataset['failed'] ?? '';
  }
}

async function challenge(form: HTMLFormElement): Promise<{ handle: string; options: unknown }> {
  const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
  const reply = await fetch(form.dataset['options'] ?? '', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': token },
    body: '{}',
  });
  // Too long since the last proof: the form sent as it is leads to the page that asks for one.
  if (reply.status === 403) form.submit();
  if (!reply.ok) throw new Error(`The challenge was refused: ${String(reply.status)}.`);
  return (await reply.json()) as { handle: string; options: unknown };
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
