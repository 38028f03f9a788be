import type { Translation } from '../../i18n.tsx';
import type ko from './ko.ts';

const en: Translation<typeof ko> = {
  dish: {
    soldOut: 'Sold out',
    paused: 'Not just now',
    required: 'Required',
    optional: 'Optional',
    chooseOne: 'Choose 1',
    chooseExactly: 'Choose {count}',
    chooseUpTo: 'Choose up to {max}',
    chooseBetween: 'Choose {min} to {max}',
    stillToChoose: 'Please choose: {name}',
    quantity: 'Quantity',
    fewer: 'One fewer',
    more: 'One more',
    addFor: 'Add for {amount}',
    from: 'from {min} servings',
    upTo: 'up to {max}',
    perHead: 'one per person',
    full: 'No more in this order',
  },
  line: {
    remove: 'Remove {name}',
    quantityOf: 'Quantity of {name}',
    fewer: 'One {name} fewer',
    more: 'One more {name}',
    itemSoldOut: 'Just sold out',
    optionSoldOut: '{name} is sold out',
    gone: 'No longer on the menu',
    optionsChanged: 'The options have changed. Please choose again.',
    paused: 'Not available just now',
    pausedUntil: 'Available from {time}',
    tooFew: 'It is served from {min} servings',
    tooMany: 'One order has up to {max} of it',
    addMissing: 'Add {count} more',
    takeOutSome: 'Take out {count}',
    priceChanged: 'The price changed from {before} to {after}',
    acceptPrice: 'Keep at the new price',
    takeOut: 'Remove',
    chooseAgain: 'Choose again',
  },
};

export default en;
