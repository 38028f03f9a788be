import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SobanServer } from './soban-server.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const apps = ['guest', 'admin'] as const;
const texts = new Set(['.html', '.js', '.css']);

/** An installation of its own, whose apps are exchanged for those of another release as by an upgrade. */
export class Releases {
  readonly server: SobanServer;
  readonly #folder: string;
  #number = 1;

  private constructor(folder: string, server: SobanServer) {
    this.#folder = folder;
    this.server = server;
  }

  /** Opens with release 1. */
  static async open(env: NodeJS.ProcessEnv = {}): Promise<Releases> {
    const folder = await mkdtemp(join(tmpdir(), 'soban-releases-'));
    await mkdir(join(folder, 'server'));
    await cp(join(repository, 'server/dist'), join(folder, 'server/dist'), { recursive: true });
    for (const name of ['demo', 'node_modules', 'package.json']) {
      await symlink(await realpath(join(repository, 'server', name)), join(folder, 'server', name));
    }
    await installApps(folder, 1);
    const server = await SobanServer.launch(env, join(folder, 'server/dist/main.js'));
    return new Releases(folder, server);
  }

  /** Which release is in its place now. */
  get number(): number {
    return this.#number;
  }

  /** Stops the server, puts the next release in the place of this one, of which nothing stays, and starts again. */
  async next(serviceWorker?: string): Promise<void> {
    await this.server.stop();
    this.#number += 1;
    await installApps(this.#folder, this.#number);
    if (serviceWorker !== undefined) await writeFile(join(this.#folder, 'web/guest/dist/sw.js'), serviceWorker);
    await this.server.start();
  }

  /** Puts the app's files of this release aside; answers the folder. */
  async putAside(app: (typeof apps)[number]): Promise<string> {
    const aside = join(this.#folder, 'aside', `${app}-${this.#number}`);
    await cp(join(this.#folder, 'web', app, 'dist'), aside, { recursive: true });
    return aside;
  }

  async dispose(): Promise<void> {
    await this.server.dispose();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function installApps(folder: string, release: number): Promise<void> {
  for (const app of apps) {
    const dist = join(folder, 'web', app, 'dist');
    await rm(dist, { recursive: true, force: true });
    await cp(join(repository, 'web', app, 'dist'), dist, {
      recursive: true,
      filter: (path) => !/\.(br|gz)$/.test(path),
    });
    await rename(dist, release);
  }
}

/** What another release differs in: every built file has another name, everywhere, and the page tells its number. */
async function rename(dist: string, release: number): Promise<void> {
  const assets = await readdir(join(dist, 'assets'));
  const renamed = new Map(assets.map((name) => [name, name.replace(/(\.\w+)$/, `-r${release}$1`)]));
  const any = new RegExp(assets.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  const files = (await readdir(dist, { recursive: true })).filter((path) => texts.has(extname(path)));
  for (const path of files) {
    const text = await readFile(join(dist, path), 'utf8');
    const other = text
      .replaceAll(any, (name) => renamed.get(name) ?? name)
      // What the service worker knows the page by.
      .replace(/(url:"index\.html",revision:")/, `$1${release}-`)
      .replace('<meta charset="utf-8" />', `$&<meta name="release" content="${release}" />`);
    await rm(join(dist, path));
    await writeFile(
      join(
        dist,
        path.replace(any, (name) => renamed.get(name) ?? name),
      ),
      other,
    );
  }
}
