import Type from 'typebox';

export const Health = Type.Object({ status: Type.String() });
export type Health = Type.Static<typeof Health>;
