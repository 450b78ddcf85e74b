/** Buttons that copy: `data-copy` a text, `data-copy-page` what is found at an address. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy], [data-copy-page]')) {
  button.classList.add('has-script');
  button.addEventListener('click', async () => {
    const { copy, copyPage, copied = '', failed = '' } = button.dataset;
    try {
      await copyText(copy ?? (await fetchText(copyPage ?? '')));
      say(button, copied);
    } catch {
      say(button, failed);
    }
  });
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.text();
}

/** Over plain HTTP, other than on localhost, browsers have no clipboard for scripts: there it goes by a selection. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) throw new Error('the selection was not copied');
}

/** Says what happened, to the eye and to screen readers, for two seconds. */
function say(button: HTMLButtonElement, message: string): void {
  const note = document.createElement('span');
  note.className = 'copy-note';
  note.setAttribute('role', 'status');
  button.append(note);
  note.textContent = message;
  setTimeout(() => note.remove(), 2_000);
}
