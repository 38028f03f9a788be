import type { DemoCategory } from './menu-types.ts';
import * as choose from './option-groups.ts';

const noodles: DemoCategory = {
  name: { ko: '면', en: 'Noodles', ja: '麺', zh: '面' },
  items: [
    {
      name: { ko: '물냉면', en: 'Cold Buckwheat Noodles', ja: '水冷麺', zh: '水冷面' },
      description: {
        ko: '살얼음 동동 띄운 소고기 육수에 메밀면을 말았어요.',
        en: 'Buckwheat noodles in an icy beef broth with pear and egg.',
        ja: '氷の浮かぶ牛だしにそば粉の麺。',
        zh: '冰镇牛肉高汤配荞麦面。',
      },
      price: 11000,
      picture: 'mul-naengmyeon.webp',
      optionGroups: [choose.portion(2000), choose.noodleToppings()],
    },
    {
      name: { ko: '비빔냉면', en: 'Spicy Cold Noodles', ja: 'ビビン冷麺', zh: '拌冷面' },
      description: {
        ko: '과일을 갈아 넣은 매콤달콤한 양념장에 비벼 드세요.',
        en: 'Chewy noodles in a sweet and spicy sauce made with fresh fruit.',
        ja: '果物入りの甘辛だれで和える冷麺。',
        zh: '鲜果调制的甜辣酱拌冷面。',
      },
      price: 11000,
      picture: 'bibim-naengmyeon.webp',
      optionGroups: [choose.portion(2000), choose.noodleToppings()],
    },
    {
      name: { ko: '잔치국수', en: 'Banquet Noodle Soup', ja: 'チャンチグクス', zh: '宴会汤面' },
      description: {
        ko: '멸치와 다시마로 우린 맑은 국물에 소면과 고명을 올렸어요.',
        en: 'Thin wheat noodles in a clear anchovy and kelp broth.',
        ja: '煮干しと昆布の澄んだだしにそうめん。',
        zh: '小鱼干海带清汤配细面。',
      },
      price: 8000,
      picture: 'janchi-guksu.webp',
      optionGroups: [choose.portion(1500)],
    },
    {
      name: { ko: '바지락칼국수', en: 'Clam Knife-cut Noodles', ja: 'あさりカルグクス', zh: '蛤蜊刀切面' },
      description: {
        ko: '바지락을 수북이 넣어 시원한 국물, 손으로 썬 면발.',
        en: 'Hand-cut noodles in a clean broth full of clams.',
        ja: 'たっぷりのあさりだしと手切り麺。',
        zh: '满满蛤蜊鲜汤配手切面。',
      },
      price: 10500,
      picture: 'kalguksu.webp',
      optionGroups: [choose.portion(2000)],
    },
    {
      name: { ko: '서리태 콩국수', en: 'Chilled Soy Milk Noodles', ja: 'コングクス', zh: '豆浆冷面' },
      description: {
        ko: '국산 서리태를 곱게 갈아 진하고 고소해요. 여름에만 만들어요.',
        en: 'Thick, nutty milk of Korean black soybeans over noodles. Summer only.',
        ja: '国産黒豆の濃厚な豆乳麺。夏季限定。',
        zh: '国产黑豆磨制浓豆浆，夏季限定。',
      },
      price: 12000,
      picture: 'kongguksu.webp',
      soldOut: true,
    },
    {
      name: { ko: '소고기 잡채', en: 'Japchae with Beef', ja: '牛肉チャプチェ', zh: '牛肉炒粉丝' },
      description: {
        ko: '당면에 소고기와 다섯 가지 채소를 볶아 참기름으로 마무리했어요.',
        en: 'Glass noodles with beef and five vegetables, finished with sesame oil.',
        ja: '春雨と牛肉、5種の野菜を炒めてごま油で仕上げ。',
        zh: '粉丝与牛肉、五种蔬菜同炒，淋芝麻油。',
      },
      price: 14000,
      picture: 'japchae.webp',
      optionGroups: [choose.size(6000, 12000)],
    },
  ],
};

const pancakesAndPlates: DemoCategory = {
  name: { ko: '전·안주', en: 'Pancakes & Sharing Plates', ja: 'チヂミ・おつまみ', zh: '煎饼·下酒菜' },
  items: [
    {
      name: { ko: '해물파전', en: 'Seafood Scallion Pancake', ja: '海鮮ねぎチヂミ', zh: '海鲜葱饼' },
      description: {
        ko: '쪽파와 오징어, 새우를 넣고 두툼하게 부쳐 가장자리가 바삭해요.',
        en: 'Thick scallion pancake with squid and shrimp, crisp at the edges.',
        ja: 'わけぎ、イカ、海老の厚焼き。縁はカリカリ。',
        zh: '小葱、鱿鱼和虾厚煎，边缘酥脆。',
      },
      price: 18000,
      picture: 'seafood-pancake.webp',
    },
    {
      name: { ko: '김치전', en: 'Kimchi Pancake', ja: 'キムチチヂミ', zh: '泡菜饼' },
      description: {
        ko: '신김치를 송송 썰어 얇고 바삭하게 부쳤어요. 막걸리와 잘 어울려요.',
        en: 'Tangy kimchi in a thin, crisp pancake. Good with makgeolli.',
        ja: '酸味のあるキムチを薄くカリッと。マッコリと好相性。',
        zh: '酸泡菜薄煎至酥脆，与马格利酒相配。',
      },
      price: 14000,
      picture: 'kimchi-pancake.webp',
    },
    {
      name: { ko: '왕새우튀김', en: 'Fried King Prawns', ja: '大海老の天ぷら', zh: '炸大虾' },
      description: {
        ko: '머리까지 바삭한 왕새우 다섯 마리와 타르타르소스.',
        en: 'Five king prawns in a light, crisp batter with tartar sauce.',
        ja: 'サクサクの大海老5尾。タルタルソース付き。',
        zh: '酥脆大虾五只，配塔塔酱。',
      },
      price: 16000,
      picture: 'fried-shrimp.webp',
      soldOut: true,
    },
    {
      name: { ko: '닭강정', en: 'Glazed Fried Chicken', ja: 'タッカンジョン', zh: '甜辣炸鸡块' },
      description: {
        ko: '한입 크기 닭다리살을 두 번 튀겨 양념에 버무렸어요.',
        en: 'Bite-size chicken thigh, fried twice and tossed in sauce.',
        ja: '一口サイズの鶏ももを二度揚げし、たれを絡めました。',
        zh: '一口大小的鸡腿肉炸两次，裹上酱汁。',
      },
      price: 17000,
      picture: 'sweet-spicy-chicken.webp',
      optionGroups: [choose.size(6000, 11000), choose.chickenSauce()],
    },
    {
      name: { ko: '떡볶이', en: 'Tteokbokki', ja: 'トッポッキ', zh: '辣炒年糕' },
      description: {
        ko: '쫀득한 쌀떡과 어묵을 고추장 양념에 졸였어요.',
        en: 'Chewy rice cakes and fish cake in a gochujang sauce.',
        ja: 'もちもちの米餅と練り物をコチュジャンだれで。',
        zh: '软糯年糕与鱼饼，辣酱慢煮。',
      },
      price: 9000,
      picture: 'tteokbokki.webp',
      optionGroups: [choose.spiceLevel(), choose.snackToppings()],
    },
    {
      name: { ko: '두부김치', en: 'Tofu with Stir-fried Kimchi', ja: '豆腐キムチ', zh: '豆腐泡菜' },
      description: {
        ko: '따끈한 손두부에 돼지고기 볶은김치를 곁들였어요.',
        en: 'Warm handmade tofu with kimchi stir-fried with pork.',
        ja: '温かい手作り豆腐に豚キムチ炒め。',
        zh: '温热手工豆腐配猪肉炒泡菜。',
      },
      price: 15000,
      picture: 'tofu-kimchi.webp',
    },
    {
      name: { ko: '보쌈', en: 'Boiled Pork Wraps', ja: 'ポッサム', zh: '菜包白切肉' },
      description: {
        ko: '된장과 월계수로 삶아 부드러운 수육, 무김치와 쌈 채소까지.',
        en: 'Tender boiled pork with radish kimchi and leaves to wrap.',
        ja: '柔らかい茹で豚に大根キムチと包み野菜。',
        zh: '软嫩水煮肉配萝卜泡菜与包菜叶。',
      },
      price: 29000,
      picture: 'bossam.webp',
      optionGroups: [choose.size(9000, 17000)],
    },
  ],
};

const sides: DemoCategory = {
  name: { ko: '곁들임', en: 'Sides', ja: 'サイド', zh: '配菜' },
  items: [
    {
      name: { ko: '뚝배기 계란찜', en: 'Steamed Egg', ja: 'ケランチム', zh: '砂锅蒸蛋' },
      description: {
        ko: '뚝배기에서 폭신하게 부풀어 올라요.',
        en: 'Fluffy egg, risen in a hot earthen pot.',
        ja: '土鍋でふっくら蒸した卵。',
        zh: '砂锅中蓬松柔软的蒸蛋。',
      },
      price: 5000,
      picture: 'steamed-egg.webp',
    },
    {
      name: { ko: '계란말이', en: 'Rolled Omelette', ja: '卵焼き', zh: '鸡蛋卷' },
      description: {
        ko: '달걀 여섯 알에 당근과 쪽파를 넣어 도톰하게 말았어요.',
        en: 'Six eggs rolled thick with carrot and scallion.',
        ja: '卵6個に人参とわけぎ。厚く巻きました。',
        zh: '六个鸡蛋加胡萝卜和小葱厚卷而成。',
      },
      price: 9000,
      picture: 'rolled-egg.webp',
    },
    {
      name: { ko: '손만두', en: 'Handmade Dumplings', ja: '手作り餃子', zh: '手工饺子' },
      description: {
        ko: '돼지고기와 부추로 매일 아침 빚어요. 여섯 개.',
        en: 'Pork and chive dumplings, folded every morning. Six pieces.',
        ja: '豚肉とニラを毎朝手包み。6個。',
        zh: '猪肉韭菜馅，每日清晨现包，六个。',
      },
      price: 7000,
      picture: 'dumplings.webp',
      optionGroups: [choose.dumplingStyle()],
    },
    {
      name: { ko: '겉절이 한 접시', en: 'Fresh Kimchi', ja: '浅漬けキムチ', zh: '鲜拌泡菜' },
      description: {
        ko: '오늘 아침 버무린 아삭한 배추 겉절이.',
        en: 'Crisp napa cabbage, seasoned this morning.',
        ja: '今朝和えた、しゃきしゃきの白菜。',
        zh: '今晨现拌的爽脆白菜。',
      },
      price: 3000,
      picture: null,
    },
    {
      name: { ko: '공깃밥', en: 'Bowl of Rice', ja: 'ライス', zh: '米饭一碗' },
      description: {
        ko: '이천 쌀로 갓 지은 밥.',
        en: 'Freshly cooked Icheon rice.',
        ja: '利川米の炊きたて。',
        zh: '利川大米现煮。',
      },
      price: 1000,
      picture: 'steamed-rice.webp',
    },
  ],
};

export const noodlesAndPlates: DemoCategory[] = [noodles, pancakesAndPlates, sides];
