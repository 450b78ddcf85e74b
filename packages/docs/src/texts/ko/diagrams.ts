import type { Texts } from '../index.ts';

/** Labels of the diagrams. */
export const diagrams: Texts['diagrams'] = {
  request: {
    person: '사용자',
    app: '여러분의 앱',
    service: '청구 포털 서비스',
    stripe: 'Stripe',
    click: '「청구 관리」 클릭',
    ask: '인증 정보와 함께 POST …',
    check: '누구의 어느 청구 계정인가?',
    create: '포털 세션 만들기',
    session: '세션',
    url: '200 {"url"}',
    redirect: 'url로 리디렉션',
    portal: 'Stripe에서 호스트하는 포털',
    back: 'returnUrl로 돌아감',
  },
  webhook: {
    stripe: 'Stripe',
    service: '청구 포털 서비스',
    store: '저장소',
    event: '서명된 이벤트',
    verify: '서명, 경과 시간, 모드 확인',
    keep: '이벤트 ID를 한 번만 저장',
    ok: '200',
    lock: '고객 잠금',
    fetch: '현재 상태 조회',
    state: '고객, 구독',
    write: '청구 계정 기록',
  },
};
