import type { Texts } from '../index.ts';
import { scalar } from './scalar.ts';

/** The page of the interactive reference. */
export const reference: Texts['reference'] = {
  title: 'インタラクティブリファレンス',
  skip: 'リファレンスへスキップ',
  back: 'ドキュメントに戻る',
  noScript:
    'インタラクティブリファレンスには JavaScript が必要です。次の各操作のページは、JavaScript なしで読めます。',
  scalar,
};
