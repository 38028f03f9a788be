/** What operations are about, in the order in which a reader of the document meets them. */
export const tags = {
  'Sign-in':
    'A sign-in has a token: send it as `Authorization: Bearer …`, or let a browser keep it in the cookie that comes with it.',
  Menu: 'What there is to order, in the store’s language or in another.',
  Orders: 'From the cart to the kitchen: placed once however often it is sent, then moved step by step.',
  'Staff calls': 'A guest asks for a person; somebody goes.',
  'Live streams': 'Everything that happens, the moment it has happened, as Server-Sent Events.',
  Board: 'What the staff’s screens start from.',
  Tables: 'The places in a store.',
  Visits:
    'Who sits there: a party’s stay, from when it is seated or first orders until staff end it, and history then.',
  Store: 'One restaurant and its settings.',
  Operations: 'For whoever watches over the server.',
} as const;

export type Tag = keyof typeof tags;
