// Which optional packages a lock file names without having an entry for them, and the entries they need.

/** One entry of `packages` in package-lock.json, as far as it matters here. */
export interface LockEntry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const spellings: Readonly<Record<string, string>> = {
  windows: 'win32',
  win: 'win32',
  '64': 'x64',
  aarch64: 'arm64',
  ppc64le: 'ppc64',
  armv7: 'arm',
};

/** What a package's name says about where it runs; none when it says nothing, since npm would install it everywhere. */
const platformOf = (name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined => {
  const words = name.split(/[-/]/).map((word) => spellings[word] ?? word);
  const os = words.filter((word) => systems.includes(word));
  const cpu = words.filter((word) => processors.includes(word));
  if (os.length + cpu.length === 0) return undefined;
  const libc = words.includes('musl') ? ['musl'] : [];
  return { ...(os.length > 0 ? { os } : {}), ...(cpu.length > 0 ? { cpu } : {}), ...(libc.length > 0 ? { libc } : {}) };
};

/** Places where npm looks for a dependency of the package at `path`, nearest first. */
const placesFor = (path: string, dependency: string): string[] => {
  const parts = path.split('/node_modules/');
  const nested = parts.map((_, n) => `${parts.slice(0, parts.length - n).join('/node_modules/')}/node_modules/${dependency}`);
  return [...nested.filter((place) => !place.startsWith('/')), `node_modules/${dependency}`];
};

/**
 * Adds an entry for every optional dependency that has none.
 * @returns all packages, and the names of those added
 * Throws when a name does not tell the platform, or a range is not one exact version.
 */
export const completed = (packages: Lock['packages']): { packages: Lock['packages']; added: readonly string[] } => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesFor(path, name).some((place) => place in packages))
      .map(([name, version]) => ({
        name,
        entry: { version, ...(dev === true ? { dev } : {}), optional: true, ...platformOrThrow(name, version) },
      })),
  );
  const entries = missing.map(({ name, entry }): [string, LockEntry] => [`node_modules/${name}`, entry]);
  const sorted = Object.entries({ ...packages, ...Object.fromEntries(entries) }).sort(([left], [right]) => left.localeCompare(right, 'en'));
  return { packages: Object.fromEntries(sorted), added: missing.map(({ name }) => name) };
};

const platformOrThrow = (name: string, version: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> => {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error(`${name} is wanted as ${version}, which is not one version`);
  const platform = platformOf(name);
  if (platform === undefined) throw new Error(`${name} is missing in the lock and its name does not tell its platform`);
  return platform;
};
