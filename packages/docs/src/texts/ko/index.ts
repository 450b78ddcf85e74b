import type { Texts } from '../index.ts';
import { diagrams } from './diagrams.ts';
import { errors } from './errors.ts';
import { siteInterface } from './interface.ts';
import { operations } from './operations.ts';
import { reference } from './reference.ts';

/** The texts in Korean. */
export const ko: Texts = { site: siteInterface, operations, errors, diagrams, reference };
