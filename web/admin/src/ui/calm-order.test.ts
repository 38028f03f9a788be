import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, type Placed } from './calm-order.ts';

const arrangement = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...'abcdefgh'), group: fc.constantFrom('front', 'rest') }),
  { selector: (each: Placed) => each.id },
);
const ids = (placed: readonly Placed[]): string[] => placed.map((each) => each.id);

describe('an arrangement', () => {
  it('is as wanted once no hand is near', () => {
    fc.assert(
      fc.property(arrangement, arrangement, (last, wanted) => {
        expect(arrange(last, wanted, 'settle')).toEqual(wanted);
      }),
    );
  });

  it('moves nothing that is there while a hand is near, and leaves nothing out', () => {
    fc.assert(
      fc.property(arrangement, arrangement, (last, wanted) => {
        const stayed = arrange(last, wanted, 'stay');
        const before = last.filter((each) => ids(wanted).includes(each.id));
        expect(stayed.slice(0, before.length)).toEqual(before);
        expect(ids(stayed).toSorted()).toEqual(ids(wanted).toSorted());
      }),
    );
  });
});
