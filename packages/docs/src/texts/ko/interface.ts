import type { Texts } from '../index.ts';

/** What stands around every page. */
export const siteInterface: Texts['site'] = {
  siteTitle: '청구 포털 API',
  siteDescription: '요청의 인증 정보가 나타내는 사용자나 조직을 위해 Stripe Customer Portal을 엽니다.',
  copyMarkdown: 'Markdown으로 복사',
  viewMarkdown: 'Markdown으로 보기',
  copied: '복사했습니다',
  copyFailed: '복사하지 못했습니다',
  copyEndpoint: '메서드와 경로 복사',
  language: '언어',
  theme: '테마',
  themes: { auto: '시스템 설정', light: '밝게', dark: '어둡게' },
  index: '문서 색인: 더 살펴보기 전에 {link}에서 모든 페이지를 확인하세요.',
  notFound: {
    title: '페이지를 찾을 수 없습니다',
    text: '주소에 오타가 있거나 페이지가 옮겨졌을 수 있습니다. 위쪽의 검색창에서 검색하거나 다음 페이지에서 시작하세요:',
  },
  sidebar: {
    start: '시작하기',
    integrate: '연동',
    operate: '도입 및 운영',
    reference: 'API 레퍼런스',
    errors: '오류 카탈로그',
    interactive: '대화형 레퍼런스',
    changelog: '변경 이력',
  },
};
