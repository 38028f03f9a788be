import type { Translation } from '../../i18n.tsx';
import type ko from './ko.ts';

const ja: Translation<typeof ko> = {
  dish: {
    soldOut: '売り切れ',
    paused: '休止中',
    required: '必須',
    optional: '任意',
    chooseOne: '1つ選んでください',
    chooseExactly: '{count}つ選んでください',
    chooseUpTo: '{max}つまで選べます',
    chooseBetween: '{min}〜{max}つ選んでください',
    stillToChoose: '{name}を選んでください',
    quantity: '数量',
    fewer: '1つ減らす',
    more: '1つ増やす',
    addFor: '{amount} 追加する',
    from: '{min}人前から',
    upTo: '{max}人前まで',
    perHead: 'お一人様1品',
    full: 'これ以上追加できません',
  },
  line: {
    remove: '{name}を外す',
    quantityOf: '{name}の数量',
    fewer: '{name}を1つ減らす',
    more: '{name}を1つ増やす',
    itemSoldOut: 'たった今売り切れました',
    optionSoldOut: 'オプション「{name}」が売り切れました',
    gone: 'メニューから外れました',
    optionsChanged: 'オプションが変わりました。選び直してください。',
    paused: 'ただいま休止中です',
    pausedUntil: '{time}からご注文いただけます',
    tooFew: '{min}人前からご注文いただけます',
    tooMany: '一度に{max}人前までご注文いただけます',
    addMissing: 'あと{count}人前追加',
    takeOutSome: '{count}人前外す',
    priceChanged: '価格が{before}から{after}に変わりました',
    acceptPrice: '新しい価格で残す',
    takeOut: '外す',
    chooseAgain: '選び直す',
  },
};

export default ja;
