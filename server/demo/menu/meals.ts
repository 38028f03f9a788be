import type { DemoCategory } from './menu-types.ts';
import * as choose from './option-groups.ts';

const stews: DemoCategory = {
  name: { ko: '찌개·탕', en: 'Stews & Soups', ja: 'チゲ・スープ', zh: '炖汤' },
  items: [
    {
      name: { ko: '김치찌개', en: 'Kimchi Stew', ja: 'キムチチゲ', zh: '泡菜汤' },
      description: {
        ko: '푹 익은 묵은지와 돼지 앞다리살을 넣고 칼칼하게 끓였어요. 공깃밥이 함께 나와요.',
        en: 'Well-aged kimchi simmered with pork shoulder and tofu. Served with rice.',
        ja: '熟成キムチと豚肉をじっくり煮込んだ定番チゲ。ご飯付き。',
        zh: '陈年泡菜与猪肉慢炖，微辣开胃。附米饭。',
      },
      price: 9500,
      picture: 'kimchi-jjigae.webp',
      optionGroups: [choose.spiceLevel(), choose.stewToppings()],
    },
    {
      name: { ko: '차돌된장찌개', en: 'Brisket Soybean Paste Stew', ja: '牛バラテンジャンチゲ', zh: '牛胸肉大酱汤' },
      description: {
        ko: '집된장에 차돌박이와 애호박, 두부를 넣어 구수해요. 공깃밥이 함께 나와요.',
        en: 'House soybean paste with beef brisket, zucchini and tofu. Served with rice.',
        ja: '自家製味噌に牛バラ、ズッキーニ、豆腐。ご飯付き。',
        zh: '自制大酱配牛胸肉、西葫芦和豆腐。附米饭。',
      },
      price: 10500,
      picture: 'doenjang-jjigae.webp',
      optionGroups: [choose.stewToppings()],
    },
    {
      name: { ko: '해물순두부찌개', en: 'Seafood Soft Tofu Stew', ja: '海鮮スンドゥブチゲ', zh: '海鲜嫩豆腐汤' },
      description: {
        ko: '몽글몽글한 순두부에 바지락, 새우, 오징어를 듬뿍 넣었어요. 공깃밥이 함께 나와요.',
        en: 'Silky tofu with clams, shrimp and squid in a chili broth. Served with rice.',
        ja: 'ふわふわの豆腐にあさり、海老、いか。ご飯付き。',
        zh: '嫩豆腐搭配蛤蜊、虾和鱿鱼。附米饭。',
      },
      price: 11000,
      picture: 'sundubu-jjigae.webp',
      optionGroups: [choose.spiceLevel()],
    },
    {
      name: { ko: '의정부 부대찌개', en: 'Army Stew', ja: 'プデチゲ', zh: '部队锅' },
      description: {
        ko: '햄과 소시지, 김치, 라면을 한 냄비에 담아 식탁에서 끓여 드려요.',
        en: 'Ham, sausage, kimchi and ramyeon in one pot, cooked at your table.',
        ja: 'ハム、ソーセージ、キムチ、ラーメンをひと鍋に。卓上で煮込みます。',
        zh: '火腿、香肠、泡菜和拉面同煮一锅，桌边加热。',
      },
      price: 24000,
      picture: 'budae-jjigae.webp',
      optionGroups: [choose.servings(11000), choose.armyStewToppings()],
    },
    {
      name: { ko: '육개장', en: 'Spicy Beef Soup', ja: 'ユッケジャン', zh: '辣牛肉汤' },
      description: {
        ko: '결대로 찢은 양지와 대파, 고사리를 얼큰하게 끓였어요.',
        en: 'Pulled brisket, scallions and bracken in a deep, spicy broth.',
        ja: '裂いた牛肉と長ねぎ、わらびの辛口スープ。',
        zh: '手撕牛腩、大葱和蕨菜熬成的香辣浓汤。',
      },
      price: 11500,
      picture: 'yukgaejang.webp',
    },
    {
      name: { ko: '왕갈비탕', en: 'Beef Short Rib Soup', ja: 'カルビタン', zh: '牛排骨汤' },
      description: {
        ko: '큼직한 소갈비를 맑게 고아낸 국물. 하루 30그릇 한정.',
        en: 'Large beef short ribs in a clear, slow-simmered broth. 30 bowls a day.',
        ja: '大きな牛カルビを澄んだスープで。1日30杯限定。',
        zh: '大块牛排骨慢熬清汤，每日限量30碗。',
      },
      price: 16000,
      picture: 'galbitang.webp',
      soldOut: true,
    },
    {
      name: { ko: '삼계탕', en: 'Ginseng Chicken Soup', ja: 'サムゲタン', zh: '参鸡汤' },
      description: {
        ko: '영계 한 마리에 찹쌀, 인삼, 대추를 채워 부드럽게 고았어요.',
        en: 'A whole young chicken filled with sticky rice, ginseng and jujubes.',
        ja: '若鶏一羽にもち米、高麗人参、なつめを詰めて煮込みました。',
        zh: '整只嫩鸡填入糯米、人参与红枣，炖至软嫩。',
      },
      price: 18000,
      picture: 'samgyetang.webp',
    },
  ],
};

const grill: DemoCategory = {
  name: { ko: '구이·볶음', en: 'Grill & Stir-fry', ja: '焼き物・炒め物', zh: '烤肉·小炒' },
  items: [
    {
      name: { ko: '소불고기 철판', en: 'Sizzling Bulgogi', ja: '牛プルコギ鉄板', zh: '铁板烤牛肉' },
      description: {
        ko: '배즙 간장에 재운 소고기를 양파, 버섯과 함께 철판에 볶았어요.',
        en: 'Beef in a pear and soy marinade, sizzled with onions and mushrooms.',
        ja: '梨だれに漬けた牛肉を玉ねぎ、きのこと鉄板で。',
        zh: '梨汁酱油腌制牛肉，与洋葱、蘑菇铁板同炒。',
      },
      price: 19000,
      picture: 'bulgogi.webp',
      optionGroups: [choose.grillSides()],
    },
    {
      name: { ko: '숙성 삼겹살', en: 'Aged Pork Belly', ja: '熟成サムギョプサル', zh: '熟成五花肉' },
      description: {
        ko: '일주일 숙성한 국내산 삼겹살 180g, 1인분. 2인분부터 구워 드려요.',
        en: 'Korean pork belly aged a week, 180 g per serving, grilled from two servings.',
        ja: '1週間熟成した国産豚バラ180g。2人前から焼いてお出しします。',
        zh: '熟成一周的国产五花肉180克，两份起烤。',
      },
      price: 17000,
      minQuantity: 2,
      picture: 'samgyeopsal.webp',
      optionGroups: [choose.grillSides()],
    },
    {
      name: { ko: 'LA갈비', en: 'LA Short Ribs', ja: 'LAカルビ', zh: 'LA牛小排' },
      description: {
        ko: '달콤짭짤한 양념에 하루 재운 소갈비 250g.',
        en: 'Cross-cut beef ribs, 250 g, marinated for a day in sweet soy.',
        ja: '甘辛だれに一日漬けた牛カルビ250g。',
        zh: '甜咸酱汁腌制一天的牛小排250克。',
      },
      price: 29000,
      picture: 'la-galbi.webp',
      optionGroups: [choose.grillSides()],
    },
    {
      name: { ko: '제육볶음', en: 'Spicy Pork Stir-fry', ja: '豚肉の甘辛炒め', zh: '辣炒猪肉' },
      description: {
        ko: '고추장 양념 돼지고기를 센 불에 볶아 불맛이 나요. 쌈 채소와 함께 나와요.',
        en: 'Pork in gochujang, seared over high heat. Comes with lettuce wraps.',
        ja: 'コチュジャン味の豚肉を強火で。包み野菜付き。',
        zh: '辣酱猪肉大火爆炒，附生菜。',
      },
      price: 12000,
      picture: 'jeyuk-bokkeum.webp',
      optionGroups: [choose.spiceLevel(), choose.grillSides()],
    },
    {
      name: { ko: '춘천 닭갈비', en: 'Chuncheon Dak-galbi', ja: '春川タッカルビ', zh: '春川辣炒鸡' },
      description: {
        ko: '닭다리살과 양배추, 고구마, 떡을 매콤하게 볶았어요. 두 분부터 좋아요.',
        en: 'Chicken thigh with cabbage, sweet potato and rice cakes in a spicy sauce.',
        ja: '鶏もも、キャベツ、さつまいも、餅の甘辛炒め。',
        zh: '鸡腿肉、卷心菜、红薯与年糕的香辣炒锅。',
      },
      price: 28000,
      picture: 'dak-galbi.webp',
      optionGroups: [choose.servings(13000), choose.spiceLevel()],
    },
    {
      name: { ko: '고등어구이', en: 'Grilled Mackerel', ja: 'サバの塩焼き', zh: '烤青花鱼' },
      description: {
        ko: '천일염만 뿌려 겉은 바삭하고 속은 촉촉하게 구웠어요.',
        en: 'Mackerel with sea salt, crisp outside and moist inside.',
        ja: '天日塩だけで、皮はぱりっと身はふっくら。',
        zh: '仅以海盐调味，外脆里嫩。',
      },
      price: 13000,
      picture: 'grilled-mackerel.webp',
    },
  ],
};

const rice: DemoCategory = {
  name: { ko: '밥', en: 'Rice', ja: 'ご飯もの', zh: '米饭' },
  items: [
    {
      name: { ko: '돌솥비빔밥', en: 'Stone Pot Bibimbap', ja: '石焼ビビンバ', zh: '石锅拌饭' },
      description: {
        ko: '뜨거운 돌솥에 일곱 가지 나물과 불고기, 달걀을 올렸어요. 누룽지까지 드세요.',
        en: 'Seven vegetables, bulgogi and egg on rice, crisping in a hot stone pot.',
        ja: '熱々の石鍋に7種のナムル、プルコギ、卵。おこげも楽しめます。',
        zh: '滚烫石锅配七种野菜、烤牛肉和鸡蛋，锅巴香脆。',
      },
      price: 12000,
      picture: 'dolsot-bibimbap.webp',
      optionGroups: [choose.riceToppings()],
    },
    {
      name: { ko: '육회비빔밥', en: 'Beef Tartare Bibimbap', ja: 'ユッケビビンバ', zh: '生牛肉拌饭' },
      description: {
        ko: '당일 들어온 한우 육회와 노른자, 아삭한 채소를 비벼 드세요.',
        en: 'Fresh hanwoo tartare, egg yolk and crisp vegetables over rice. Contains raw beef.',
        ja: '当日入荷の韓牛ユッケと卵黄、しゃきしゃき野菜。',
        zh: '当日新鲜韩牛生肉、蛋黄与爽脆蔬菜。',
      },
      price: 15000,
      picture: 'yukhoe-bibimbap.webp',
      optionGroups: [choose.portion(3000)],
    },
    {
      name: { ko: '김치볶음밥', en: 'Kimchi Fried Rice', ja: 'キムチチャーハン', zh: '泡菜炒饭' },
      description: {
        ko: '볶은 김치와 햄, 고슬고슬한 밥에 반숙 달걀프라이를 올렸어요.',
        en: 'Stir-fried kimchi and ham with rice under a soft fried egg.',
        ja: '炒めキムチとハムのチャーハンに半熟目玉焼き。',
        zh: '炒泡菜、火腿与米饭，配溏心煎蛋。',
      },
      price: 9500,
      picture: 'kimchi-fried-rice.webp',
      optionGroups: [choose.riceToppings()],
    },
    {
      name: { ko: '오징어덮밥', en: 'Spicy Squid over Rice', ja: 'イカ炒め丼', zh: '辣炒鱿鱼盖饭' },
      description: {
        ko: '쫄깃한 오징어와 채소를 매콤하게 볶아 밥에 얹었어요.',
        en: 'Tender squid and vegetables in a spicy glaze over rice.',
        ja: 'ぷりぷりのイカと野菜の辛炒めをご飯に。',
        zh: '弹牙鱿鱼与蔬菜辣炒，盖于米饭之上。',
      },
      price: 11500,
      picture: 'squid-rice.webp',
      optionGroups: [choose.spiceLevel(), choose.portion(2000)],
    },
    {
      name: { ko: '소반김밥', en: 'Soban Gimbap', ja: 'ソバン キンパ', zh: '小盘紫菜包饭' },
      description: {
        ko: '주문하면 바로 마는 두툼한 김밥 한 줄, 열 조각.',
        en: 'One generous roll, ten slices, rolled when you order.',
        ja: '注文後に巻く具だくさんの一本、10切れ。',
        zh: '现点现卷，一条十片，料足味美。',
      },
      price: 5000,
      picture: 'gimbap.webp',
      optionGroups: [choose.gimbapFilling()],
    },
  ],
};

export const meals: DemoCategory[] = [stews, grill, rice];
