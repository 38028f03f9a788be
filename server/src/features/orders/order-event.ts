import type { SessionSummary } from '@soban/contract/tables';

/** The data of an order's event, from the order's JSON, which is made once, and its session's totals. */
export function orderEventData(orderJson: string, session: SessionSummary): string {
  return `${orderJson.slice(0, -1)},"session":${JSON.stringify(session)}}`;
}
