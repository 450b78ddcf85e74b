import type { Texts } from '../index.ts';

/** The page of the error catalogue besides the catalogue itself. */
export const errors: Texts['errors'] = {
  title: '오류 카탈로그',
  description: '각 오류 코드의 의미, 원인, 해결 방법, 재시도 가능 여부, 조치할 사람을 설명합니다.',
  lead: '이 서비스의 모든 오류에는 코드가 있으며, 코드마다 이 페이지에 설명이 있습니다. 오류의 `docUrl`은 해당 설명으로 이어집니다.',
  advice: [
    [
      '코드로 판단하기',
      '메시지는 사람을 위한 것이며 바뀔 수 있습니다. 코드는 추가될 수 있으므로, 모르는 코드는 HTTP 상태 코드에 따라 처리하세요.',
    ],
    [
      '기다린 후 재시도하기',
      '해당 설명에서 재시도할 수 있다고 한 경우에만 요청을 다시 보내세요. `Retry-After` 헤더가 있으면 그 시간만큼 기다리세요.',
    ],
    [
      '요청 ID 알리기',
      '모든 응답에는 `X-Request-Id` 헤더가 있습니다. 서비스 운영자는 이 값으로 무슨 일이 있었는지 찾을 수 있습니다.',
    ],
    ['프로그램에서 읽기', "같은 카탈로그를 JSON으로 제공합니다: `curl -H 'Accept: application/json' {url}`"],
  ],
  envelopes: { nested: '중첩 형식', flat: '평면 형식' },
  group: '{status}',
  what: '발생한 일',
  alsoReads: '메시지는 다음과 같을 수도 있습니다',
  why: '원인',
  fix: '해결 방법',
  retry: {
    title: '재시도해도 되나요?',
    yes: '예, 잠시 기다린 후 재시도하세요',
    no: '아니요, 먼저 무언가를 바꿔야 합니다',
  },
  actor: {
    title: '조치할 사람',
    caller: '호출하는 앱의 개발자',
    user: '앱을 사용하는 사람',
    operator: '서비스 운영자',
    nobody: '없음: 저절로 해결됩니다',
  },
  mistakes: '흔한 실수',
  problems: '메시지에 표시되는 문제',
  raisedBy: '이 오류가 발생하는 작업',
  raisedAnywhere: '어느 작업인지 판별하기 전의 모든 요청',
  marks: {
    later: '아직 발생하지 않음',
    elsewhere: '이 서비스에서는 발생하지 않음: 파트너가 같은 카탈로그를 사용합니다',
    organization: '조직용 API에서 정의한 코드',
    service: '공개된 카탈로그에 추가한 코드',
  },
  short: { later: '예정', elsewhere: '다른 서비스' },
};
