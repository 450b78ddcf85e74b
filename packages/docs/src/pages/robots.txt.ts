import type { APIRoute } from 'astro';
import { placeholderUrl } from '../model/spec.ts';

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${placeholderUrl}/sitemap-index.xml\n`);
