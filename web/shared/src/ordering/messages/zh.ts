import type { Translation } from '../../i18n.tsx';
import type ko from './ko.ts';

const zh: Translation<typeof ko> = {
  dish: {
    soldOut: '售罄',
    paused: '暂停供应',
    required: '必选',
    optional: '可选',
    chooseOne: '请选择1项',
    chooseExactly: '请选择{count}项',
    chooseUpTo: '最多可选{max}项',
    chooseBetween: '请选择{min}到{max}项',
    stillToChoose: '请选择：{name}',
    quantity: '数量',
    fewer: '减少一份',
    more: '增加一份',
    addFor: '{amount} 加入购物车',
    from: '{min}份起点',
    upTo: '最多{max}份',
    perHead: '每人一份',
    full: '不能再加了',
  },
  line: {
    remove: '移除{name}',
    quantityOf: '{name}的数量',
    fewer: '减少一份{name}',
    more: '增加一份{name}',
    itemSoldOut: '刚刚售罄',
    optionSoldOut: '选项“{name}”已售罄',
    gone: '已从菜单下架',
    optionsChanged: '选项有变化，请重新选择。',
    paused: '现在暂停供应',
    pausedUntil: '{time}起可以点',
    tooFew: '{min}份起点',
    tooMany: '一次最多点{max}份',
    addMissing: '再加{count}份',
    takeOutSome: '减去{count}份',
    priceChanged: '价格从{before}变为{after}',
    acceptPrice: '按新价格保留',
    takeOut: '移除',
    chooseAgain: '重新选择',
  },
};

export default zh;
