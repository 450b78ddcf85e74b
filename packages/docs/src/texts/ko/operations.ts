import type { Texts } from '../index.ts';

/** What the page of an operation says besides the spec. */
export const operations: Texts['operations'] = {
  endpoint: '엔드포인트',
  request: '요청',
  answer: '응답',
  sampleLanguage: '예제의 언어',
  answerStatus: '응답의 상태 코드',
  sampleCredential:
    '`source data/sandbox.env`로 `{variable}` 변수를 설정한 뒤에는 샌드박스에서 그대로 실행할 수 있습니다.',
  authentication: {
    title: '인증',
    none: '필요 없음: 누구나 이 작업을 호출할 수 있습니다.',
    one: '`Authorization` 헤더에 인증 정보를 넣어 보냅니다.',
    either: '`Authorization` 헤더에 다음 인증 정보 중 하나를 넣어 보냅니다.',
    schemes: { accessToken: '액세스 토큰', apiKey: 'API 키' },
    scope: '{scope} 스코프가 필요합니다.',
    more: '인증에 대해 더 알아보기',
  },
  parameters: {
    title: '매개변수',
    in: { path: '경로', query: '쿼리', header: '헤더', cookie: '쿠키' },
  },
  body: {
    title: '요청 본문',
    none: '이 작업은 요청 본문을 받지 않습니다. 빈 본문과 `null`은 본문이 없는 것으로 봅니다.',
    noneGet: '이 작업은 요청 본문을 받지 않습니다.',
    optional: '선택 사항이며, JSON으로 보냅니다.',
    required: '필수이며, JSON으로 보냅니다.',
  },
  response: {
    title: '응답 필드',
    headers: '응답 헤더',
    noJson: '응답은 JSON 객체가 아닙니다.',
  },
  field: {
    required: '필수',
    optional: '선택',
    default: '기본값',
    values: '다음 중 하나',
    always: '고정값',
    example: '예',
    link: '{name} 링크',
    limits: {
      minimum: '최솟값 {value}',
      maximum: '최댓값 {value}',
      minLength: '{value}자 이상',
      maxLength: '{value}자 이하',
      minItems: '항목 {value}개 이상',
      maxItems: '항목 {value}개 이하',
      pattern: '패턴 {value}',
      uniqueItems: '항목 중복 불가',
    },
  },
  portal: {
    title: '포털 기능',
    text: '포털은 Stripe에서 호스트합니다. 사용자는 포털에서 다음 작업을 직접 할 수 있습니다:',
    feature: '기능',
    description: '설명',
    features: [
      ['결제 수단', '카드 및 기타 결제 수단 추가·수정·삭제'],
      ['인보이스', '과거 인보이스 조회 및 다운로드'],
      ['플랜 변경', '구독 업그레이드 또는 다운그레이드'],
      ['구독 취소', '구독을 즉시 또는 기간이 끝날 때 해지'],
      ['청구 기록', '과거 거래 전체 조회'],
      ['청구 정보', '인보이스에 표시되는 이름, 주소, 이메일, 세금 번호 수정'],
    ],
  },
  errors: {
    title: '오류 응답',
    text: '모든 오류는 JSON이며 [오류 카탈로그](/api/errors/)에 있는 코드를 포함합니다. 코드나 HTTP 상태 코드로 판단하세요. 메시지는 사람을 위한 것이며 바뀔 수 있습니다.',
    retry: '잠시 기다린 후 다시 보내세요',
    noRetry: '바꾸지 않은 채로 다시 보내지 마세요',
    show: '응답 보기',
    everywhere: '이 밖에도, 존재하지 않는 경로에는 404, 경로가 받지 않는 메서드에는 405로 응답합니다.',
  },
  practices: {
    title: '권장 사항',
    portal: [
      ['설정에 링크', '앱의 설정 페이지에 「청구 관리」 버튼을 둡니다.'],
      ['Checkout 직후', '구독을 구매한 사용자를 포털로 안내합니다.'],
      ['지원', '청구 관련 문의에는 셀프서비스로 포털을 제공합니다.'],
      [
        '클릭할 때 요청하기',
        '버튼을 클릭했을 때 요청하고, 받은 `url`로 사용자를 즉시 보내세요. 이 URL은 유효 기간이 짧고 가진 사람은 누구나 들어갈 수 있으므로, 로그에 남기거나 저장하거나 공유하지 마세요.',
      ],
      [
        '다른 길 마련하기',
        '청구 계정이 있는 사용자에게는 버튼을, 그 밖의 모든 사용자에게는 Checkout을 표시하세요.',
      ],
    ],
    operations: {
      getLiveness: [['활성 상태 프로브', '이 확인이 실패할 때만 프로세스를 다시 시작하세요.']],
      getReadiness: [
        [
          '준비 상태 프로브',
          '503인 동안에는 레플리카에 트래픽을 보내지 마세요. 레플리카는 저절로 복구됩니다.',
        ],
      ],
    },
  },
};
