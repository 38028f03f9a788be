import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '@soban/server/src/db/dialects/sqlite.ts';
import { prepareDemoStore } from '@soban/server/src/demo/demo-store.ts';
import { bcryptPasswords } from '@soban/server/src/features/auth/passwords.ts';
import { newId } from '@soban/server/src/ids.ts';

/** The password of everybody in the bench's restaurant. */
export const password = 'bench-password';
export const tableCount = 200;

/** Makes a data folder with the demo restaurant and more tables than it comes with; answers the folder. */
export async function makeStore(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const database = openSqlite({ file: join(folder, 'app.db') });
  await database.migrate();
  await prepareDemoStore({
    database,
    passwords: bcryptPasswords(4),
    folder,
    password,
  });
  await database.transaction(async (tx) => {
    const tables = await tx.selectFrom('tables').selectAll().orderBy('number').execute();
    const [first] = tables;
    if (!first) throw new Error('The demo restaurant has no tables.');
    for (let number = tables.length + 1; number <= tableCount; number += 1) {
      await tx
        .insertInto('tables')
        .values({ ...first, id: newId(), number })
        .execute();
    }
  });
  await database.close();
  return folder;
}
