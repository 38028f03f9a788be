/*
 * Everything that can be called, each under the name that it has in the server's OpenAPI document. Import it whole:
 * `import * as endpoints from '@soban/contract/endpoints'`; what an app does not use does not travel with it.
 */
export * from './endpoints/board.ts';
export * from './endpoints/calls.ts';
export * from './endpoints/menu.ts';
export * from './endpoints/operations.ts';
export * from './endpoints/orders.ts';
export * from './endpoints/sign-in.ts';
export * from './endpoints/store.ts';
export * from './endpoints/streams.ts';
export * from './endpoints/tables.ts';
export * from './endpoints/visits.ts';
