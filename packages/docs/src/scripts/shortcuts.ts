/** `/` opens the search, unless one is typing. */
addEventListener('keydown', (event) => {
  const { target } = event;
  const isTyping =
    target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector<HTMLButtonElement>('button[data-open-modal]')?.click();
});

// Where the button of the search shows its name, that is its name, and the shortcut beside it is not (WCAG 2.5.3).
const searchButton = document.querySelector<HTMLElement>('button[data-open-modal]');
if (searchButton !== null && searchButton.innerText.trim() !== '') {
  searchButton.removeAttribute('aria-label');
  searchButton.querySelector('span')?.removeAttribute('aria-hidden');
  searchButton.querySelector('kbd')?.setAttribute('aria-hidden', 'true');
}
