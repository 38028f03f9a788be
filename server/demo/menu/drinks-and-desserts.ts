import type { DemoCategory } from './menu-types.ts';
import * as choose from './option-groups.ts';

const alcohol: DemoCategory = {
  name: { ko: '주류', en: 'Alcohol', ja: 'お酒', zh: '酒类' },
  items: [
    {
      name: { ko: '소주', en: 'Soju', ja: '焼酎', zh: '烧酒' },
      description: {
        ko: '차갑게 보관한 소주 한 병, 360ml.',
        en: 'A chilled bottle, 360 ml.',
        ja: 'よく冷えた一本、360ml。',
        zh: '冰镇一瓶，360毫升。',
      },
      price: 5500,
      picture: 'soju.webp',
      optionGroups: [choose.sojuKind()],
    },
    {
      name: { ko: '생맥주', en: 'Draft Beer', ja: '生ビール', zh: '生啤' },
      description: {
        ko: '부드러운 거품의 국산 라거.',
        en: 'Korean lager with a soft head.',
        ja: 'きめ細かい泡の韓国産ラガー。',
        zh: '泡沫绵密的韩国拉格。',
      },
      price: 4000,
      picture: 'draft-beer.webp',
      optionGroups: [choose.beerSize()],
    },
    {
      name: { ko: '생막걸리', en: 'Fresh Makgeolli', ja: '生マッコリ', zh: '鲜马格利酒' },
      description: {
        ko: '살아 있는 효모로 은은한 단맛과 탄산. 주전자에 담아 드려요.',
        en: 'Unpasteurised rice wine, lightly sweet and sparkling, served in a kettle.',
        ja: '生きた酵母のほのかな甘みと微炭酸。やかんでお出しします。',
        zh: '活酵母鲜米酒，微甜微气泡，铜壶盛装。',
      },
      price: 7000,
      picture: 'makgeolli.webp',
    },
    {
      name: { ko: '레몬 하이볼', en: 'Lemon Highball', ja: 'レモンハイボール', zh: '柠檬嗨棒' },
      description: {
        ko: '위스키에 탄산수와 생레몬을 더했어요.',
        en: 'Whisky, soda and fresh lemon.',
        ja: 'ウイスキーに炭酸と生レモン。',
        zh: '威士忌、苏打水与鲜柠檬。',
      },
      price: 8500,
      picture: 'highball.webp',
    },
    {
      name: { ko: '고창 복분자주', en: 'Black Raspberry Wine', ja: '覆盆子酒', zh: '覆盆子酒' },
      description: {
        ko: '고창 복분자로 빚은 진하고 달콤한 과실주, 375ml.',
        en: 'Rich, sweet wine of Gochang black raspberries, 375 ml.',
        ja: '高敞産の濃厚で甘い果実酒、375ml。',
        zh: '高敞覆盆子酿制，浓郁香甜，375毫升。',
      },
      price: 15000,
      picture: null,
    },
  ],
};

const softDrinks: DemoCategory = {
  name: { ko: '음료', en: 'Drinks', ja: 'ドリンク', zh: '饮料' },
  items: [
    {
      name: { ko: '콜라', en: 'Cola', ja: 'コーラ', zh: '可乐' },
      description: {
        ko: '얼음잔과 함께 나와요, 355ml.',
        en: 'With a glass of ice, 355 ml.',
        ja: '氷入りグラス付き、355ml。',
        zh: '附冰杯，355毫升。',
      },
      price: 2500,
      picture: 'cola.webp',
      optionGroups: [choose.colaKind(), choose.ice()],
    },
    {
      name: { ko: '사이다', en: 'Lemon-lime Soda', ja: 'サイダー', zh: '柠檬汽水' },
      description: {
        ko: '톡 쏘는 레몬라임 탄산, 355ml.',
        en: 'Bright and fizzy, 355 ml.',
        ja: 'すっきり爽快な炭酸、355ml。',
        zh: '清爽气泡，355毫升。',
      },
      price: 2500,
      picture: 'cider.webp',
      optionGroups: [choose.ice()],
    },
    {
      name: { ko: '식혜', en: 'Sweet Rice Punch', ja: 'シッケ', zh: '甜米露' },
      description: {
        ko: '엿기름으로 삭혀 밥알이 동동 뜬 전통 음료.',
        en: 'Traditional malt drink with floating rice, served cold.',
        ja: '麦芽で仕込んだ冷たい伝統の甘酒。',
        zh: '麦芽发酵的传统甜饮，米粒漂浮。',
      },
      price: 4000,
      picture: 'sikhye.webp',
    },
    {
      name: { ko: '고흥 유자차', en: 'Yuja Citron Tea', ja: 'ゆず茶', zh: '柚子茶' },
      description: {
        ko: '고흥 유자를 직접 담근 청으로 타요.',
        en: 'House preserve of Goheung yuja.',
        ja: '高興産ゆずの自家製シロップ。',
        zh: '高兴郡柚子自制蜜酱冲泡。',
      },
      price: 5000,
      picture: 'yuja-tea.webp',
      optionGroups: [choose.hotOrIced(500)],
    },
    {
      name: { ko: '매실차', en: 'Green Plum Tea', ja: '梅茶', zh: '青梅茶' },
      description: {
        ko: '3년 숙성한 매실청, 식후에 개운해요.',
        en: 'Green plum syrup aged three years. Refreshing after a meal.',
        ja: '3年熟成の梅シロップ。食後にさっぱり。',
        zh: '三年陈酿青梅蜜，饭后清爽。',
      },
      price: 4500,
      picture: 'plum-tea.webp',
      optionGroups: [choose.hotOrIced(0)],
    },
  ],
};

const desserts: DemoCategory = {
  name: { ko: '디저트', en: 'Desserts', ja: 'デザート', zh: '甜点' },
  items: [
    {
      name: { ko: '우유 팥빙수', en: 'Milk Ice with Red Beans', ja: 'ミルクパッピンス', zh: '牛奶红豆冰' },
      description: {
        ko: '눈처럼 간 우유 얼음에 국산 팥과 인절미를 올렸어요.',
        en: 'Snowy milk ice with sweet red beans and injeolmi.',
        ja: '雪のようなミルク氷に国産あずきときなこ餅。',
        zh: '雪花牛奶冰配红豆与黄豆糕。',
      },
      price: 12000,
      picture: 'patbingsu.webp',
      optionGroups: [choose.bingsuToppings()],
    },
    {
      name: { ko: '씨앗호떡', en: 'Seed Hotteok', ja: '種入りホットク', zh: '坚果糖饼' },
      description: {
        ko: '흑설탕과 견과가 흐르는 따끈한 호떡 세 개.',
        en: 'Three warm pancakes filled with brown sugar and seeds.',
        ja: '黒糖とナッツがとろける温かいホットク3枚。',
        zh: '三个热糖饼，黑糖坚果流心。',
      },
      price: 5000,
      picture: 'hotteok.webp',
    },
    {
      name: { ko: '인절미', en: 'Injeolmi', ja: 'インジョルミ', zh: '黄豆糕' },
      description: {
        ko: '고소한 콩가루를 묻힌 쫀득한 찹쌀떡.',
        en: 'Soft rice cakes rolled in roasted soybean powder.',
        ja: '香ばしいきなこをまぶしたもち米の餅。',
        zh: '裹满香浓黄豆粉的软糯米糕。',
      },
      price: 5500,
      picture: 'injeolmi.webp',
      soldOut: true,
    },
    {
      name: { ko: '약과와 아이스크림', en: 'Yakgwa with Ice Cream', ja: '薬菓とアイスクリーム', zh: '药果配冰淇淋' },
      description: {
        ko: '꿀에 졸인 약과에 바닐라 아이스크림 한 스쿱.',
        en: 'Honey-glazed yakgwa cookies with a scoop of vanilla.',
        ja: '蜂蜜を絡めた薬菓にバニラアイス。',
        zh: '蜂蜜药果配一球香草冰淇淋。',
      },
      price: 7000,
      picture: 'yakgwa-ice-cream.webp',
    },
  ],
};

export const drinksAndDesserts: DemoCategory[] = [alcohol, softDrinks, desserts];
