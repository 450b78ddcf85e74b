import type { Texts } from '../index.ts';
import { diagrams } from './diagrams.ts';
import { errors } from './errors.ts';
import { siteInterface } from './interface.ts';
import { operations } from './operations.ts';
import { reference } from './reference.ts';

/** All texts that are neither in the spec nor in a page of their own. */
export const ja: Texts = { site: siteInterface, operations, errors, diagrams, reference };
