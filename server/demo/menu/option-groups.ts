import type { DemoOption, DemoOptionGroup, LocalText } from './menu-types.ts';

const text = (ko: string, en: string, ja: string, zh: string): LocalText => ({ ko, en, ja, zh });

const option = (ko: string, en: string, ja: string, zh: string, priceDelta = 0): DemoOption => ({
  name: text(ko, en, ja, zh),
  priceDelta,
});

const chooseOne = (name: LocalText, options: DemoOption[]): DemoOptionGroup => ({ name, min: 1, max: 1, options });

/** Up to three, or as many as there are. */
const chooseAny = (name: LocalText, options: DemoOption[]): DemoOptionGroup => ({
  name,
  min: 0,
  max: Math.min(3, options.length),
  options,
});

export const spiceLevel = () =>
  chooseOne(text('맵기', 'Spice level', '辛さ', '辣度'), [
    option('순한맛', 'Mild', '甘口', '微辣'),
    option('보통맛', 'Medium', '中辛', '中辣'),
    option('매운맛', 'Hot', '辛口', '重辣'),
    option('아주 매운맛', 'Extra hot', '激辛', '特辣', 500),
  ]);

export const size = (mediumDelta: number, largeDelta: number) =>
  chooseOne(text('크기', 'Size', 'サイズ', '份量'), [
    option('소', 'Small', '小', '小份'),
    option('중', 'Medium', '中', '中份', mediumDelta),
    option('대', 'Large', '大', '大份', largeDelta),
  ]);

export const portion = (largeDelta: number) =>
  chooseOne(text('양', 'Portion', '量', '份量'), [
    option('보통', 'Regular', '並盛り', '普通'),
    option('곱빼기', 'Large', '大盛り', '加量', largeDelta),
  ]);

export const servings = (perPerson: number) =>
  chooseOne(text('인분', 'Servings', '人数', '人份'), [
    option('2인분', 'For 2', '2人前', '2人份'),
    option('3인분', 'For 3', '3人前', '3人份', perPerson),
    option('4인분', 'For 4', '4人前', '4人份', perPerson * 2),
  ]);

export const hotOrIced = (icedDelta: number) =>
  chooseOne(text('온도', 'Hot or iced', '温度', '冷热'), [
    option('따뜻하게', 'Hot', 'ホット', '热'),
    option('차갑게', 'Iced', 'アイス', '冰', icedDelta),
  ]);

export const ice = () =>
  chooseOne(text('얼음', 'Ice', '氷', '冰块'), [
    option('보통', 'Regular', '普通', '正常'),
    option('적게', 'Less', '少なめ', '少冰'),
    option('없이', 'None', 'なし', '去冰'),
  ]);

const toppings = (options: DemoOption[]) => chooseAny(text('추가', 'Add', 'トッピング', '加料'), options);

export const stewToppings = () =>
  toppings([
    option('두부 추가', 'Extra tofu', '豆腐追加', '加豆腐', 1500),
    option('라면 사리', 'Ramyeon noodles', 'ラーメン麺', '拉面', 2000),
    option('돼지고기 추가', 'Extra pork', '豚肉追加', '加猪肉', 3000),
    option('달걀', 'Egg', '卵', '鸡蛋', 1000),
  ]);

export const armyStewToppings = () =>
  toppings([
    option('라면 사리', 'Ramyeon noodles', 'ラーメン麺', '拉面', 2000),
    option('체다 치즈', 'Cheddar cheese', 'チェダーチーズ', '切达芝士', 1500),
    option('햄·소시지 추가', 'Extra ham and sausage', 'ハム・ソーセージ追加', '加火腿香肠', 4000),
    option('우동 사리', 'Udon noodles', 'うどん麺', '乌冬面', 2500),
    { ...option('떡 사리', 'Rice cakes', '餅', '年糕', 2000), soldOut: true },
  ]);

export const grillSides = () =>
  toppings([
    option('쌈 채소 추가', 'Extra lettuce wraps', '包み野菜追加', '加生菜', 2000),
    option('구운 마늘', 'Grilled garlic', '焼きにんにく', '烤蒜', 1000),
    option('파채', 'Scallion salad', 'ねぎ和え', '葱丝', 1500),
    option('새송이버섯', 'King oyster mushrooms', 'エリンギ', '杏鲍菇', 3000),
  ]);

export const riceToppings = () =>
  toppings([
    option('달걀프라이', 'Fried egg', '目玉焼き', '煎蛋', 1000),
    option('모차렐라 치즈', 'Mozzarella', 'モッツァレラ', '马苏里拉芝士', 2000),
    option('날치알', 'Flying-fish roe', 'とびこ', '飞鱼籽', 2000),
  ]);

export const noodleToppings = () =>
  toppings([
    option('삶은 달걀', 'Boiled egg', 'ゆで卵', '水煮蛋', 1000),
    option('편육', 'Sliced beef', '茹で牛肉', '牛肉片', 4000),
    option('만두 2개', 'Two dumplings', '餃子2個', '饺子2个', 2500),
  ]);

export const snackToppings = () =>
  toppings([
    option('모차렐라 치즈', 'Mozzarella', 'モッツァレラ', '马苏里拉芝士', 3000),
    option('소면', 'Thin noodles', 'そうめん', '细面', 2500),
    option('삶은 달걀', 'Boiled egg', 'ゆで卵', '水煮蛋', 1000),
  ]);

export const bingsuToppings = () =>
  toppings([
    option('팥 추가', 'Extra red beans', 'あずき追加', '加红豆', 1500),
    option('인절미 떡', 'Injeolmi rice cakes', 'きなこ餅', '黄豆糕', 1500),
    option('연유', 'Condensed milk', '練乳', '炼乳', 500),
  ]);

export const beerSize = () =>
  chooseOne(text('용량', 'Size', 'サイズ', '容量'), [
    option('300cc', '300 ml', '300ml', '300毫升'),
    option('500cc', '500 ml', '500ml', '500毫升', 1500),
    option('1,000cc', '1,000 ml', '1,000ml', '1,000毫升', 6000),
  ]);

export const sojuKind = () =>
  chooseOne(text('종류', 'Kind', '種類', '种类'), [
    option('순한 소주', 'Light soju', 'まろやか', '清淡烧酒'),
    option('진한 소주', 'Classic soju', 'クラシック', '经典烧酒'),
    option('복숭아 소주', 'Peach soju', '桃味', '蜜桃烧酒', 500),
  ]);

export const chickenSauce = () =>
  chooseOne(text('소스', 'Sauce', 'ソース', '酱料'), [
    option('매콤달콤', 'Sweet and spicy', '甘辛', '甜辣'),
    option('간장마늘', 'Soy garlic', '醤油にんにく', '蒜香酱油'),
    option('반반', 'Half and half', 'ハーフ&ハーフ', '双拼', 1000),
  ]);

export const gimbapFilling = () =>
  chooseOne(text('속재료', 'Filling', '具材', '馅料'), [
    option('기본', 'Classic', '基本', '原味'),
    option('참치', 'Tuna', 'ツナ', '金枪鱼', 1000),
    option('소불고기', 'Bulgogi', 'プルコギ', '烤牛肉', 1500),
  ]);

export const dumplingStyle = () =>
  chooseOne(text('조리', 'Cooked', '調理', '做法'), [
    option('군만두', 'Pan-fried', '焼き', '煎'),
    option('찐만두', 'Steamed', '蒸し', '蒸'),
  ]);

export const colaKind = () =>
  chooseOne(text('종류', 'Kind', '種類', '种类'), [
    option('기본', 'Regular', 'レギュラー', '原味'),
    option('제로', 'Zero sugar', 'ゼロ', '无糖'),
  ]);
