import Type from 'typebox';

/** A picture that was taken in; `url` is what an item's `imageUrl` takes. */
export const Upload = Type.Object({ url: Type.String() });
export type Upload = Type.Static<typeof Upload>;
