import type { SessionSummary } from '@soban/contract/tables';

/** The data of an order's event, from the order's JSON, which is made once, and its visit's totals. */
export function orderEventData(orderJson: string, visit: SessionSummary): string {
  return `${orderJson.slice(0, -1)},"session":${JSON.stringify(visit)}}`;
}
