import type { Texts } from '../index.ts';

/** What stands around every page. */
export const siteInterface: Texts['site'] = {
  siteTitle: 'Billing Portal API',
  siteDescription: 'リクエストの認証情報が表すユーザーや組織のために、Stripe Customer Portal を開きます。',
  copyMarkdown: 'Markdown をコピー',
  viewMarkdown: 'Markdown で表示',
  copied: 'コピーしました',
  copyFailed: 'コピーできませんでした',
  copyEndpoint: 'メソッドとパスをコピー',
  language: '言語',
  theme: 'テーマ',
  themes: { auto: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  index: 'ドキュメントの索引: 先に {link} で、利用できるすべてのページを確認してください。',
  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスに誤りがあるか、ページが移動した可能性があります。上の検索欄で検索するか、次のページから始めてください。',
  },
  sidebar: {
    start: 'はじめに',
    integrate: '組み込む',
    operate: '運用する',
    reference: 'API リファレンス',
    errors: 'エラーカタログ',
    interactive: 'インタラクティブリファレンス',
    changelog: '変更履歴',
  },
};
