import { clock } from './clock.ts';
import type { Connection } from './db/database.ts';
import { newId } from './ids.ts';
import type { StaffPrincipal } from './principal.ts';

export type AuditAction =
  | 'order.placed'
  | 'orders.seen'
  | 'order.moved'
  | 'order.line_moved'
  | 'order.voided'
  | 'order.canceled'
  | 'session.started'
  | 'session.changed'
  | 'session.accepted'
  | 'session.ended'
  | 'session.reopened'
  | 'session.moved'
  | 'session.merged'
  | 'order.transferred'
  | 'menu.changed'
  | 'table.changed'
  | 'table.qr_rotated'
  | 'call.acknowledged'
  | 'store.changed'
  | 'store.paused'
  | 'store.resumed'
  | 'password.changed';

/** Records, in the transaction of the deed itself, who did what to which thing. */
export async function audit(
  tx: Connection,
  staff: StaffPrincipal,
  action: AuditAction,
  subjectId: string,
  detail: object,
): Promise<void> {
  await tx
    .insertInto('audit_entries')
    .values({
      id: newId(),
      store_id: staff.storeId,
      staff_id: staff.staffId,
      action,
      subject_id: subjectId,
      detail: JSON.stringify(detail),
      created_at: clock.now(),
    })
    .execute();
}
