import type { Texts } from '../index.ts';
import { scalar } from './scalar.ts';

/** The page of the interactive reference. */
export const reference: Texts['reference'] = {
  title: '대화형 레퍼런스',
  skip: '레퍼런스로 건너뛰기',
  back: '문서로 돌아가기',
  noScript:
    '대화형 레퍼런스에는 JavaScript가 필요합니다. JavaScript 없이 볼 수 있는 페이지가 작업마다 있습니다:',
  scalar,
};
