import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';

/** The guides: `content/docs/docs/` in English, `content/docs/ja/docs/` and so on in the others. */
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
