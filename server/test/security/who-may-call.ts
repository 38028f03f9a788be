/** Who calls: a tablet, or a member of the staff by their role. */
export type Caller = 'table' | 'staff' | 'manager' | 'owner';

const everybody = 'everybody';
const tables = ['table'] as const;
const staff = ['staff', 'manager', 'owner'] as const;
const managers = ['manager', 'owner'] as const;
const owners = ['owner'] as const;
const signedIn = [...tables, ...staff];

/** Who may call each operation; one that is missing here fails the matrix. */
export const whoMayCall: Record<string, typeof everybody | readonly Caller[]> = {
  'GET /health': everybody,
  'GET /health/ready': everybody,
  'GET /.well-known/jwks.json': everybody,
  'POST /api/auth/admin/login': everybody,
  'POST /api/auth/table/login': everybody,
  'POST /api/auth/refresh': signedIn,
  'POST /api/auth/logout': signedIn,
  'POST /api/auth/password': staff,
  'GET /api/auth/me': signedIn,
  'GET /api/menus': signedIn,
  'GET /api/menus/{id}': signedIn,
  // Sold out and hidden are everybody's on the staff; the sample changes a price too.
  'PATCH /api/menus/{id}': managers,
  'POST /api/uploads': managers,
  'POST /api/orders': tables,
  'GET /api/orders': tables,
  'GET /api/orders/{id}': signedIn,
  'PATCH /api/orders/{id}': staff,
  'DELETE /api/orders/{id}': staff,
  'GET /api/tables': staff,
  'PATCH /api/tables/{id}': managers,
  'POST /api/tables/{id}/end-session': staff,
  'GET /api/tables/{id}/history': staff,
  'POST /api/calls': tables,
  'GET /api/calls': signedIn,
  'POST /api/calls/{id}/acknowledge': staff,
  'GET /api/board': staff,
  'GET /api/store': staff,
  'PATCH /api/store': owners,
  'GET /api/sse/store': staff,
  'GET /api/sse/orders/{tableId}': tables,
};
