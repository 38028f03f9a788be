import { networkInterfaces } from 'node:os';
import QRCode from 'qrcode';
import type { DemoPasswords } from '../demo/demo-store.ts';
import { demoStoreCode, demoTableCount } from '../demo/seed-demo.ts';

/** Where to click and how to sign in, for a person at a terminal. */
export async function banner(port: number, demo: DemoPasswords | undefined): Promise<string> {
  const local = `http://localhost:${port}`;
  const shop = `http://${addressInShop() ?? 'localhost'}:${port}`;
  const lines = [
    '',
    '  Soban is open.',
    '',
    `  Guests   ${local}/`,
    `  Staff    ${local}/admin`,
    `  API      ${local}/api/docs`,
  ];
  if (!demo) return [...lines, ''].join('\n');
  const phone = `${shop}/pair?store=${demoStoreCode}&table=1`;
  const code = await QRCode.toString(phone, { type: 'terminal', small: true });
  return [
    ...lines,
    '',
    `  Store code       ${demoStoreCode}`,
    `  Tables 1 to ${demoTableCount}   password  ${demo.tables}`,
    `  Staff  owner     password  ${demo.owner}`,
    '',
    `  Table 1 on a phone in the same network: ${phone}`,
    code,
  ].join('\n');
}

/** The address by which other devices in the shop's network reach this machine. */
function addressInShop(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}
