/** Keeps the reader's choice of a language of samples over all pages. */
for (const tabs of document.querySelectorAll<HTMLElement>('.tabs[data-keep]')) {
  tabs.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    try {
      localStorage.setItem(tabs.dataset.keep ?? '', target.value);
    } catch {
      // Without storage the choice lasts for this page.
    }
  });
}
