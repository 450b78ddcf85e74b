import type { Texts } from '../index.ts';

/** Labels of the diagrams: at most 15 wide characters each, or they leave their boxes. */
export const diagrams: Texts['diagrams'] = {
  request: {
    person: 'ユーザー',
    app: 'あなたのアプリ',
    service: 'Billing Portal サービス',
    stripe: 'Stripe',
    click: '「請求を管理」をクリック',
    ask: '認証情報を付けて POST …',
    check: '本人と請求用アカウントを特定',
    create: 'ポータルセッションを作成',
    session: 'セッション',
    url: '200 {"url"}',
    redirect: 'url へリダイレクト',
    portal: 'Stripe がホストするポータル',
    back: 'returnUrl へ戻る',
  },
  webhook: {
    stripe: 'Stripe',
    service: 'Billing Portal サービス',
    store: 'データベース',
    event: '署名付きのイベント',
    verify: '署名、経過時間、モードを検証',
    keep: 'イベント ID を一度だけ保存',
    ok: '200',
    lock: '顧客をロック',
    fetch: '現在の状態を取得',
    state: '顧客と契約',
    write: '請求用アカウントを書き込み',
  },
};
