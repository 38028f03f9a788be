/** Choosing dishes reads the same in both apps: their messages begin with these. */
const ko = {
  dish: {
    soldOut: '품절',
    paused: '잠시 쉬어요',
    required: '필수',
    optional: '선택',
    chooseOne: '1개 골라 주세요',
    chooseExactly: '{count, number}개 골라 주세요',
    chooseUpTo: '{max, number}개까지 고를 수 있어요',
    chooseBetween: '{min, number}개에서 {max, number}개까지 골라 주세요',
    stillToChoose: '{name}: 골라 주세요',
    quantity: '수량',
    fewer: '하나 빼기',
    more: '하나 더하기',
    addFor: '{amount} 담기',
  },
  line: {
    remove: '{name} 빼기',
    quantityOf: '{name} 수량',
    fewer: '{name} 하나 빼기',
    more: '{name} 하나 더하기',
    itemSoldOut: '방금 품절됐어요',
    optionSoldOut: '{name} 옵션이 품절됐어요',
    gone: '메뉴에서 빠졌어요',
    optionsChanged: '옵션이 바뀌었어요. 다시 골라 주세요.',
    paused: '지금은 잠시 쉬고 있어요',
    pausedUntil: '{time}부터 주문할 수 있어요',
    priceChanged: '가격이 {before}에서 {after}으로 바뀌었어요',
    acceptPrice: '바뀐 가격으로 담기',
    takeOut: '빼기',
    chooseAgain: '다시 고르기',
  },
} as const;

export default ko;
