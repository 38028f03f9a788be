import { DatabaseSync } from 'node:sqlite';
import { Owner, Party, type Wish } from './api.ts';
import type { SobanServer } from './soban-server.ts';

interface Round {
  table: number;
  minutesAgo: number;
  status: 'pending' | 'preparing' | 'completed' | 'canceled';
  wishes: readonly Wish[];
  note?: string;
}

/** A Friday at half past seven: by the order in which it happened. */
const rounds: readonly Round[] = [
  {
    table: 3,
    minutesAgo: 71,
    status: 'completed',
    wishes: [
      { dish: '보쌈', options: ['대'] },
      { dish: '생막걸리', quantity: 2 },
    ],
  },
  {
    table: 8,
    minutesAgo: 58,
    status: 'completed',
    wishes: [
      { dish: '숙성 삼겹살', quantity: 3 },
      { dish: '공깃밥', quantity: 3 },
    ],
  },
  { table: 5, minutesAgo: 44, status: 'completed', wishes: [{ dish: '해물파전' }, { dish: '소주', quantity: 2 }] },
  { table: 11, minutesAgo: 31, status: 'completed', wishes: [{ dish: '삼계탕', quantity: 2 }] },
  { table: 8, minutesAgo: 22, status: 'completed', wishes: [{ dish: '물냉면', options: ['곱빼기'], quantity: 2 }] },
  { table: 3, minutesAgo: 19, status: 'canceled', wishes: [{ dish: '김치전' }] },
  {
    table: 2,
    minutesAgo: 17,
    status: 'preparing',
    wishes: [{ dish: '의정부 부대찌개', options: ['3인분', '라면 사리', '체다 치즈'] }, { dish: '계란말이' }],
    note: '아이가 있어요. 덜 맵게 부탁드려요',
  },
  {
    table: 6,
    minutesAgo: 12,
    status: 'preparing',
    wishes: [{ dish: '돌솥비빔밥', options: ['달걀프라이'], quantity: 2 }, { dish: '육개장' }],
  },
  {
    table: 9,
    minutesAgo: 9,
    status: 'preparing',
    wishes: [{ dish: '김치찌개', options: ['매운맛', '라면 사리'] }, { dish: '고등어구이' }],
  },
  {
    table: 5,
    minutesAgo: 7,
    status: 'pending',
    wishes: [
      { dish: '떡볶이', options: ['보통맛', '모차렐라 치즈'] },
      { dish: '생맥주', quantity: 3 },
    ],
  },
  {
    table: 12,
    minutesAgo: 4,
    status: 'pending',
    wishes: [
      { dish: '김치찌개', options: ['순한맛', '두부 추가'], quantity: 2, note: '돼지고기 빼 주세요' },
      { dish: '제육볶음' },
    ],
  },
  {
    table: 1,
    minutesAgo: 2,
    status: 'pending',
    wishes: [
      { dish: 'LA갈비', quantity: 2 },
      { dish: '레몬 하이볼', quantity: 2 },
    ],
  },
  { table: 6, minutesAgo: 0, status: 'pending', wishes: [{ dish: '식혜', quantity: 3 }] },
];

/** Lets the evening happen through the API, then sets back the clock times of what would have happened earlier. */
export async function liveThroughEvening(server: SobanServer): Promise<void> {
  const owner = await Owner.signIn(server);
  const agesInMinutes = new Map<string, number>();
  for (const { table, minutesAgo, status, wishes, note } of rounds) {
    const order = await (await Party.at(server, table)).order(wishes, note);
    agesInMinutes.set(order.id, minutesAgo);
    if (status === 'canceled') await owner.cancel(order, '재료 소진');
    if (status === 'preparing' || status === 'completed') await owner.move(order, 'preparing');
    if (status === 'completed') await owner.move({ ...order, status: 'preparing' }, 'completed');
  }
  await (await Party.at(server, 8)).call('bill');
  await (await Party.at(server, 11)).call('other', '앞치마 두 개 주세요');
  await server.stop();
  setBack(server.databaseFile, agesInMinutes);
  await server.start();
}

function setBack(file: string, agesInMinutes: ReadonlyMap<string, number>): void {
  const database = new DatabaseSync(file);
  const ageOrder = database.prepare(
    'UPDATE orders SET created_at = created_at - :age, status_changed_at = status_changed_at - :age * 2 / 3 WHERE id = :id',
  );
  for (const [id, minutes] of agesInMinutes) ageOrder.run({ id, age: minutes * 60_000 });
  database.exec('UPDATE staff_calls SET created_at = created_at - 180000');
  database.exec(
    'UPDATE table_sessions SET started_at = (SELECT min(created_at) FROM orders WHERE session_id = table_sessions.id)',
  );
  database.close();
}
