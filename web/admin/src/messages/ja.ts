import { ko } from './ko.ts';
import type { Messages } from './messages.ts';
export const ja: Messages = ko;
