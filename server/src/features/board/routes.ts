import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import { readBoard } from './read-board.ts';

export function boardRoutes(serve: Serve, deps: { database: Database }): void {
  serve(endpoints.readBoard, ({ principal }) => readBoard(deps, principal));
}
