/** The choice of light or dark, kept in this browser. Without one the system decides. */
const key = 'theme';
const light = matchMedia('(prefers-color-scheme: light)');
const selects = document.querySelectorAll<HTMLSelectElement>('.theme-select');

function read(): string {
  try {
    return localStorage.getItem(key) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function apply(theme: string): void {
  const system = light.matches ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme === 'auto' ? system : theme;
  for (const select of selects) select.value = theme;
}

for (const select of selects) {
  select.addEventListener('change', () => {
    try {
      localStorage.setItem(key, select.value);
    } catch {
      // Without storage the choice lasts for this page.
    }
    apply(select.value);
  });
}
light.addEventListener('change', () => apply(read()));
apply(read());
