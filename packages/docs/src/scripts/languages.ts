/** The switch of languages leads to the place that is being read: anchors are the same in all languages. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) {
  link.addEventListener('click', () => {
    link.hash = placeBeingRead();
  });
}

function placeBeingRead(): string {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target !== null && isOnScreen(target)) return location.hash;
  const headings = [...document.querySelectorAll('main :is(h2, h3)[id]')];
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 140);
  return passed.at(-1)?.id ?? '';
}

function isOnScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
