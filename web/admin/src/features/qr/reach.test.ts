import { expect, test } from 'vitest';
import { reachOf } from './reach.ts';

test.each([
  ['http://localhost:8000/#join=x', 'computer'],
  ['http://127.0.0.1/', 'computer'],
  ['http://[::1]:8000/', 'computer'],
  ['http://192.168.0.12:8000/', 'network'],
  ['http://10.1.2.3/', 'network'],
  ['http://172.20.0.1/', 'network'],
  ['http://[fd00::1]/', 'network'],
  ['http://soban.local/', 'network'],
  ['http://kitchen-pc:8000/', 'network'],
  ['http://172.32.0.1/', 'everywhere'],
  ['https://order.example.com/', 'everywhere'],
  ['http://[2001:db8::1]/', 'everywhere'],
])('%s reaches from: %s', (url, reach) => {
  expect(reachOf(url)).toBe(reach);
});
