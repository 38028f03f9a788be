import type { Language } from '@soban/contract/vocabulary';

/**
 * Why orders are usually canceled. The guest reads the reason as it was sent, so it goes out in the store's language,
 * whatever language the staff's screen speaks.
 */
export const cancelReasons = ['soldOut', 'guestAsked', 'mistake', 'twice', 'closing'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const guestWords: Readonly<Record<Language, Readonly<Record<CancelReason, string>>>> = {
  ko: {
    soldOut: '재료가 떨어졌어요',
    guestAsked: '손님이 요청하셨어요',
    mistake: '잘못 들어온 주문이에요',
    twice: '같은 주문이 두 번 들어왔어요',
    closing: '주문을 더 받을 수 없는 시간이에요',
  },
  en: {
    soldOut: 'We have run out of an ingredient',
    guestAsked: 'Canceled as you asked',
    mistake: 'This order was made by mistake',
    twice: 'The same order came in twice',
    closing: 'The kitchen has closed for today',
  },
  ja: {
    soldOut: '材料がなくなりました',
    guestAsked: 'お客様のご希望によるキャンセルです',
    mistake: '誤って入った注文です',
    twice: '同じ注文が二度入っていました',
    closing: 'ラストオーダーの時間を過ぎています',
  },
  zh: {
    soldOut: '食材已用完',
    guestAsked: '应您的要求取消',
    mistake: '此订单有误',
    twice: '同一订单重复提交',
    closing: '已过点餐时间',
  },
};
