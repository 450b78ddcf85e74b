import { defineMdastPlugin } from 'satteri';
import { drawDiagram } from '../diagrams/index.ts';
import { type Language, languageCodes, localized } from '../languages.ts';
import { texts } from '../texts/index.ts';

/** The language of a guide, by the folder that it is in. */
function languageOf(fileURL: URL | undefined): Language {
  return languageCodes.find((code) => fileURL?.pathname.includes(`/content/docs/${code}/`)) ?? 'en';
}

/** Links to pages of the site lead to the page in the guide's own language: a guide in any language writes `/docs/…`. */
export const localizedLinks = defineMdastPlugin({
  name: 'localized-links',
  link(node, context) {
    const url = localized(node.url, languageOf(context.fileURL));
    if (url !== node.url) context.setProperty(node, 'url', url);
  },
});

/** `![text alternative](diagram:name)` becomes the diagram, drawn with labels in the guide's language. */
export const diagramImages = defineMdastPlugin({
  name: 'diagram-images',
  image(node, context) {
    const [scheme, name = ''] = node.url.split(':');
    if (scheme !== 'diagram') return;
    const svg = drawDiagram(name, texts[languageOf(context.fileURL)].diagrams, node.alt ?? '');
    return { type: 'html', value: `<span class="diagram-frame" tabindex="0">${svg}</span>` };
  },
});
