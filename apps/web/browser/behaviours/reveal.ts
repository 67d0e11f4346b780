/** Shows what is typed into a password field: `<button data-reveal="password" data-hide="Hide password" hidden>`. */
export function enhanceReveal(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) {
    const input = document.getElementById(button.dataset['reveal'] ?? '');
    if (!(input instanceof HTMLInputElement)) continue;
    const words = { show: button.textContent, hide: button.dataset['hide'] ?? button.textContent };
    const toggle = (shown: boolean): void => {
      input.type = shown ? 'text' : 'password';
      button.textContent = shown ? words.hide : words.show;
    };
    button.hidden = false;
    button.addEventListener('click', () => toggle(input.type === 'password'));
    // Browsers offer to remember text fields, and a password must not be among what they remember.
    input.form?.addEventListener('submit', () => toggle(false));
  }
}
