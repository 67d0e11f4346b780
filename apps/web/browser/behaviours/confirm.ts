/** Asks before something is lost: `<button data-confirm="Remove this file?">`. Without script a page of its own asks. */
export function enhanceConfirmations(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-confirm]')) {
    button.addEventListener('click', (event) => {
      if (!window.confirm(button.dataset['confirm'] ?? '')) event.preventDefault();
    });
  }
}
