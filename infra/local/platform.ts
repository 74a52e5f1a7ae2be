// The whole platform on one machine, for `npm start`, the demo and the journeys: databases, services, first seeding.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { seedJurisdictions } from '../seed/seed.ts';
import { developmentIssuerName, type ForeignIssuer } from './config.ts';
import { otherUrl, prepareDatabases } from './databases.ts';
import { startEmbeddedDatabases } from './embedded-databases.ts';
import { developmentToken, ensureDevelopmentIssuer, type TokenClaims } from './issuer.ts';
import { takeLock } from './lock.ts';
import { requireFreePort, untilFormerServicesEnded } from './ports.ts';
import { ensureSecrets, ensureVaultKey } from './secrets.ts';
import { services as allServices, type Service, type ServiceName } from './services.ts';
import { startServices } from './start-services.ts';

export interface Ports {
  readonly graphql: number;
  readonly registry: number;
  readonly assessment: number;
  readonly postgres: number;
}

export interface PlatformOptions {
  /** Holds data, keys, secrets and logs; made if absent, found again the next time. */
  readonly dataDirectory: string;
  /** 0 or absent = any free port. */
  readonly ports?: Partial<Ports>;
  /** Addresses of databases that replace the embedded ones, as a user who may create databases and roles. */
  readonly eventStoreUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** Absent: the development issuer of the data folder. */
  readonly foreignIssuer?: ForeignIssuer | undefined;
  readonly audience?: string;
  /** Limits of the query side, by the variables of the projection service; absent ones have its defaults. */
  readonly queryLimits?: Readonly<Record<string, string>>;
  readonly logLevel?: string;
  /** `false` gives up surviving a crash of the machine for speed; for tests only. Default `true`. */
  readonly durable?: boolean;
  /** Receives what is going on, a short phrase at a time. */
  readonly onProgress?: (phrase: string) => void;
  /** Tests put tiny services in place of the real ones. */
  readonly services?: readonly Service[];
  /** Makes the tree of jurisdictions known; repeating it changes nothing. */
  readonly seed?: typeof seedJurisdictions;
}

export interface Platform {
  readonly urls: { readonly graphql: string; readonly registry: string; readonly assessment: string };
  readonly issuer: {
    readonly name: string;
    /** A development token; absent when the issuer is not ours. */
    readonly token: ((claims: TokenClaims) => Promise<string>) | undefined;
  };
  /** The databases as their administrator, for benches and tools; the services have logins of their own. */
  readonly adminUrls: { readonly events: string; readonly read: string };
  readonly parts: readonly { readonly name: string; readonly address: string; readonly pid: number | undefined }[];
  /** Resolves with one sentence when a part ends by itself; the rest still runs until `stop`. */
  readonly failed: Promise<string>;
  /** Stops everything in order: services, then the database. */
  stop(): Promise<void>;
}

const portOf: Readonly<Record<ServiceName, Exclude<keyof Ports, 'postgres'>>> = {
  registry: 'registry',
  assessment: 'assessment',
  projection: 'graphql',
};

const addressOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
};

/** The vault of personal data lies beside the events it belongs to, on the same server, in a database of its own. */
const vaultBeside = (events: string): string => otherUrl(events, { database: `${new URL(events).pathname.slice(1)}_vault` });

/** Starts part after part, noting in `started` how each is stopped. */
const startParts = async (options: PlatformOptions, started: AsyncDisposableStack): Promise<Omit<Platform, 'stop'>> => {
  const { dataDirectory, ports = {}, foreignIssuer, audience = 'yimu', logLevel = 'info', durable = true, queryLimits = {} } = options;
  const { onProgress = () => undefined, services = allServices, seed = seedJurisdictions } = options;
  await mkdir(dataDirectory, { recursive: true });
  const lock = await takeLock(dataDirectory);
  started.defer(() => lock.release());

  // Before anything heavy: a taken port is the most common reason not to start.
  const freePorts = new Map<ServiceName, number>();
  const patience = lock.formerWasKilled ? untilFormerServicesEnded : 0;
  for (const { name, portVariable } of services)
    freePorts.set(name, await requireFreePort(ports[portOf[name]] ?? 0, portVariable, patience));

  const secrets = await ensureSecrets(dataDirectory);
  const { promise: postgresFailed, resolve: nowPostgresFailed } = Promise.withResolvers<string>();
  let { eventStoreUrl: events, databaseUrl: read } = options;
  if (events === undefined || read === undefined) {
    onProgress('starting PostgreSQL');
    const embedded = await startEmbeddedDatabases(dataDirectory, ports.postgres ?? 0, durable);
    void embedded.server.exited.then(() => {
      if (!started.disposed) nowPostgresFailed(`The embedded PostgreSQL ended; its log is ${embedded.logFile}.`);
    });
    started.defer(() => embedded.server.stop());
    events ??= embedded.events;
    read ??= embedded.read;
  }
  const admin = { events, read, vault: vaultBeside(events) };
  onProgress('preparing the databases');
  await prepareDatabases(admin, secrets.passwords);

  const development = foreignIssuer === undefined ? await ensureDevelopmentIssuer(dataDirectory) : undefined;
  const shared = {
    LOG_LEVEL: logLevel,
    YIMU_AUDIENCE: audience,
    YIMU_ISSUER: foreignIssuer?.issuer ?? developmentIssuerName,
    ...(foreignIssuer?.keys ?? { YIMU_JWKS_FILE: development?.jwksFile ?? '' }),
  };
  const wiring = {
    shared,
    cursorKey: secrets.cursorKey,
    queryLimits,
    vaultKey: await ensureVaultKey(dataDirectory),
    evidenceDirectory: join(dataDirectory, 'evidence'),
    url: (database: 'events' | 'read' | 'vault', login: keyof typeof secrets.passwords) =>
      otherUrl(admin[database], { login, password: secrets.passwords[login] }),
  };
  onProgress('starting the services');
  const children = await startServices({ services, ports: freePorts, wiring, dataDirectory, started });

  const urlOf = (name: ServiceName): string => children.get(name)?.url ?? '';
  const token = development === undefined ? undefined : (claims: TokenClaims) => developmentToken(development, { audience, ...claims });
  if (token !== undefined) {
    onProgress('looking after the jurisdictions');
    const admins = await token({ scope: { kind: 'subtree', value: '310000' }, roles: ['admin'], sub: 'dev:seed' });
    await seed({ registryUrl: urlOf('registry'), token: admins, onProgress });
  }

  return {
    urls: { graphql: `${urlOf('projection')}/graphql`, registry: urlOf('registry'), assessment: urlOf('assessment') },
    issuer: { name: shared.YIMU_ISSUER, token },
    adminUrls: admin,
    parts: [
      ...[...children.values()].map(({ name, url, pid }) => ({ name, address: url, pid })),
      { name: 'events', address: addressOf(events), pid: undefined },
      { name: 'read models', address: addressOf(read), pid: undefined },
    ],
    failed: Promise.race([postgresFailed, ...[...children.values()].map((child) => child.failed)]),
  };
};

/** Starts what is missing and waits until it is ready. Throws, with everything stopped again, when a part cannot start. */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const started = new AsyncDisposableStack();
  let stopping: Promise<void> | undefined;
  // The last started stops first: services, then the database, then the lock.
  const stop = (): Promise<void> => {
    stopping ??= started.disposeAsync();
    return stopping;
  };
  try {
    return { ...(await startParts(options, started)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
