import { isUnfinished } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { EndedSession, EndSession } from '@soban/contract/tables';
import type { Language } from '@soban/contract/vocabulary';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { acknowledgeOpenCalls } from '../calls/call-rows.ts';
import { listWholeVisit } from '../orders/chain-rows.ts';
import { keepLeaving } from '../orders/leaving-rows.ts';
import { orderEventData } from '../orders/order-event.ts';
import { closeVisit } from '../orders/visit-rows.ts';
import { voidOrder } from '../orders/void-rows.ts';
import { getStore } from '../store/store-rows.ts';
import { lockTable } from '../tables/table-rows.ts';

/** What the guests' history says of what was canceled with the visit, where staff give no other reason. */
const hasEnded: Readonly<Record<Language, string>> = {
  ko: '이용이 끝나 취소했어요',
  en: 'Canceled as the visit ended',
  ja: 'ご利用終了のため取り消しました',
  zh: '用餐结束，已取消',
};

/**
 * Ends the party's visit: its orders become history, its calls are over, and the next party starts with nothing. What is unfinished
 * the kitchen keeps until it is done, or it is canceled.
 */
export function endVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  tableId: string,
  { unfinished = 'keep', reason }: EndSession,
): Promise<EndedSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    await lockTable(tx, storeId, tableId);
    const now = clock.now();
    const closed = await closeVisit(tx, tableId, now);
    if (!closed) throw new Refusal('session_ended', 'Nobody is sitting at this table.');
    let ended = closed.visit;
    const left = (await listWholeVisit(tx, closed.lastOrderId)).filter(isUnfinished);
    // Nobody has nodded to what a phone ordered in a visit that it opened: it is not cooked because that visit ends.
    const isRefused = ({ status }: Order) =>
      unfinished === 'cancel' || (closed.visit.awaiting === true && status === 'pending');
    const { refused = [], kept = [] } = Object.groupBy(left, (order) => (isRefused(order) ? 'refused' : 'kept'));
    if (refused.length > 0) {
      const why = reason ?? hasEnded[(await getStore(tx, storeId)).language];
      for (const order of refused) {
        const canceled = await voidOrder(tx, staff, order, { reason: why, at: now });
        if (!canceled) continue;
        ended = { ...ended, total: ended.total - order.total, orderCount: ended.orderCount - 1 };
        const { tableId: _, endedAt: __, ...session } = ended;
        const data = orderEventData(JSON.stringify(canceled), session);
        await append({ storeId, type: 'order_deleted', tableId, data });
      }
    }
    await keepLeaving(tx, storeId, kept, ended);
    for (const call of await acknowledgeOpenCalls(tx, storeId, { tableId }, staff.staffId, now)) {
      await append({ storeId, type: 'call_acknowledged', tableId, data: call });
    }
    await audit(tx, staff, 'session.ended', ended.id, { tableId, total: ended.total, unfinished, left: left.length });
    await append({ storeId, type: 'session_ended', tableId, data: ended });
    return ended;
  });
}
