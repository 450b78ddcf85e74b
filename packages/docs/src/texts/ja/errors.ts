import type { Texts } from '../index.ts';

/** The page of the error catalogue besides the catalogue itself. */
export const errors: Texts['errors'] = {
  title: 'エラーカタログ',
  description: '各エラーコードの意味、原因、対処方法、再試行の可否、対応すべき人を説明します。',
  lead: 'このサービスのエラーにはすべてコードがあり、このページにコードごとの項目があります。エラーの `docUrl` は、その項目へのリンクです。',
  advice: [
    [
      'コードで判断する',
      'メッセージは人に向けたもので、変わることがあります。コードは今後追加されることがあるため、知らないコードはステータスに従って扱ってください。',
    ],
    [
      '待ってから再試行する',
      'リクエストを再送するのは、項目に再試行できると書かれている場合だけにしてください。`Retry-After` ヘッダーがあれば、それが示す時間だけ待ってください。',
    ],
    [
      'リクエスト ID を伝える',
      'どのレスポンスにも `X-Request-Id` ヘッダーがあります。サービスの運用担当者は、その値から何が起きたかを調べられます。',
    ],
    ['プログラムで読む', "同じカタログを JSON で取得できます: `curl -H 'Accept: application/json' {url}`"],
  ],
  envelopes: { nested: 'ネスト形式', flat: 'フラット形式' },
  group: '{status}',
  what: '何が起きたか',
  alsoReads: 'ほかのメッセージ',
  why: '原因',
  fix: '対処方法',
  retry: { title: '再試行できるか', yes: 'はい、待ってから再試行できます', no: 'いいえ、先に対処が必要です' },
  actor: {
    title: '対応すべき人',
    caller: '呼び出し側アプリの開発者',
    user: 'アプリのユーザー本人',
    operator: 'サービスの運用担当者',
    nobody: '誰でもありません。自然に解消します',
  },
  mistakes: 'よくある間違い',
  problems: '示される問題',
  raisedBy: 'このエラーを返す操作',
  raisedAnywhere: 'すべてのリクエスト (どの操作か判明する前に返ります)',
  marks: {
    later: 'まだ返されません',
    elsewhere: 'このサービスが返すことはありません。カタログは提携先と共有されています',
    organization: '組織の API 契約で定義されています',
    service: '公開されているカタログへの追加です',
  },
  short: { later: '今後', elsewhere: '対象外' },
};
