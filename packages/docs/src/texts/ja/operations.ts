import type { Texts } from '../index.ts';

/** What the page of an operation says besides the spec. */
export const operations: Texts['operations'] = {
  endpoint: 'エンドポイント',
  request: 'リクエスト',
  answer: 'レスポンス',
  sampleLanguage: 'サンプルの言語',
  answerStatus: 'レスポンスのステータス',
  sampleCredential:
    '`source data/sandbox.env` で `{variable}` を設定すると、サンドボックスに対してそのまま実行できます。',
  authentication: {
    title: '認証',
    none: '不要です。この操作は誰でも呼び出せます。',
    one: '認証情報を `Authorization` ヘッダーで送信します。',
    either: '次の認証情報のいずれか 1 つを `Authorization` ヘッダーで送信します。',
    schemes: { accessToken: 'アクセストークン', apiKey: 'API キー' },
    scope: 'スコープ {scope} が必要です。',
    more: '認証の詳細',
  },
  parameters: {
    title: 'パラメーター',
    in: { path: 'パス', query: 'クエリ', header: 'ヘッダー', cookie: 'Cookie' },
  },
  body: {
    title: 'リクエストボディ',
    none: 'この操作はリクエストボディを受け付けません。空のボディと `null` は、ボディなしとみなします。',
    noneGet: 'この操作はリクエストボディを受け付けません。',
    optional: 'JSON で送信します (任意)。',
    required: '必須です。JSON で送信します。',
  },
  response: {
    title: 'レスポンスフィールド',
    headers: 'レスポンスヘッダー',
    noJson: 'レスポンスは JSON オブジェクトではありません。',
  },
  field: {
    required: '必須',
    optional: '省略可',
    default: '既定値',
    values: '次のいずれか',
    always: '常に',
    example: '例',
    link: '{name} へのリンク',
    limits: {
      minimum: '{value} 以上',
      maximum: '{value} 以下',
      minLength: '{value} 文字以上',
      maxLength: '{value} 文字以下',
      minItems: '{value} 個以上',
      maxItems: '{value} 個以下',
      pattern: '{value} に一致',
      uniqueItems: '重複なし',
    },
  },
  portal: {
    title: 'ポータルでできること',
    text: 'ポータルは Stripe がホストします。ユーザーはそこで、あなたの手を借りずに次の操作ができます。',
    feature: '機能',
    description: '説明',
    features: [
      ['支払い方法', 'カードなどの支払い方法の追加・更新・削除'],
      ['請求書', '過去の請求書の閲覧とダウンロード'],
      ['プラン変更', '契約のアップグレード/ダウングレード'],
      ['解約', '契約の解約 (即時または期間の終了時)'],
      ['請求履歴', '過去のすべての取引の閲覧'],
      ['請求先情報', '請求書に記載される名前、住所、メールアドレス、税務番号の編集'],
    ],
  },
  errors: {
    title: 'エラーレスポンス',
    text: 'エラーはすべて JSON で、[エラーカタログ](/api/errors/)にあるコードを含みます。コードまたはステータスで判断してください。メッセージは人に向けたもので、変わることがあります。',
    retry: '待ってから再送できます',
    noRetry: 'そのまま再送しないでください',
    show: 'レスポンスを表示',
    everywhere: 'このほか、存在しないパスには 404 を、パスが受け付けないメソッドには 405 を返します。',
  },
  practices: {
    title: '運用上のヒント',
    portal: [
      ['設定へのリンク', 'アプリの設定画面に「請求を管理」ボタンを置いてください。'],
      ['Checkout 後', '契約を購入した直後のユーザーを、ポータルへ案内してください。'],
      ['サポート', '請求に関する質問には、セルフサービスとしてポータルを案内してください。'],
      [
        'クリックされたときに要求する',
        'リクエストはボタンがクリックされたときに送り、すぐに本人を `url` へ案内してください。URL の有効期間は短く、URL を持つ人は誰でも入れます。ログへの記録、保存、共有はしないでください。',
      ],
      [
        'ほかの人には Checkout を',
        '請求用アカウントのある人にはボタンを、それ以外の人には Checkout を表示してください。',
      ],
    ],
    operations: {
      getLiveness: [['稼働の確認', 'これが失敗したときだけ、プロセスを再起動してください。']],
      getReadiness: [
        ['準備の確認', '503 の間はレプリカにトラフィックを送らないでください。自動的に復帰します。'],
      ],
    },
  },
};
