import express from 'express';
import request from 'supertest';
import { expect, it } from 'vitest';
import { errorCodes } from '../../generated/catalogue.ts';
import { createSite } from '../../src/site/site.ts';

it('where the documentation was not built, the catalogue is there as JSON and the rest is left to others', async () => {
  const site = createSite(undefined, 'https://billing.example.com');
  const app = express();
  app.get('/api/errors/', site.errorCatalogue);
  app.use(site.pages);
  app.use((_req, res) => {
    res.status(404).send('somebody else');
  });
  const { body } = await request(app).get('/api/errors/').set('Accept', 'text/html').expect(200);
  expect(body.errors.map(({ code }: { code: string }) => code)).toEqual([...errorCodes]);
  expect(body.errors[0].docUrl).toMatch(/^https:\/\/billing\.example\.com\/api\/errors\/#/);
  expect((await request(app).get('/docs/').expect(404)).text).toBe('somebody else');
});
