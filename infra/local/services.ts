// Which services there are, and what each may know: its own logins and nothing of the others.
import { join } from 'node:path';
import type { LoginName } from '../postgres/logins.ts';
import { clone } from './folders.ts';

export const serviceNames = ['registry', 'assessment', 'projection'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What the environments are made of. */
export interface Wiring {
  /** The address of a database for a login. */
  readonly url: (database: 'events' | 'read' | 'vault', login: LoginName) => string;
  /** YIMU_ISSUER, YIMU_AUDIENCE and one of YIMU_JWKS_*, LOG_LEVEL. */
  readonly shared: Readonly<Record<string, string>>;
  readonly cursorKey: string;
  /** Limits of the query side that are not the defaults, by their variables. */
  readonly queryLimits?: Readonly<Record<string, string>>;
  readonly vaultKey: string;
  readonly evidenceDirectory: string;
}

export interface Service {
  readonly name: ServiceName;
  readonly main: string;
  readonly portVariable: string;
  /** How long it may take to get ready, where that depends on how much there is. */
  readonly readyWithinMinutes?: number;
  readonly environment: (wiring: Wiring) => Readonly<Record<string, string>>;
}

const main = (name: ServiceName): string => join(clone, 'services', name, 'src/main.ts');

/** In the order of their start. */
export const services: readonly Service[] = [
  {
    name: 'registry',
    main: main('registry'),
    portVariable: 'PORT_REGISTRY',
    environment: ({ url, shared, vaultKey, evidenceDirectory }) => ({
      ...shared,
      EVENT_STORE_URL: url('events', 'yimu_registry'),
      VAULT_URL: url('vault', 'yimu_registry_vault'),
      YIMU_VAULT_KEY: vaultKey,
      EVIDENCE_DIRECTORY: evidenceDirectory,
    }),
  },
  {
    name: 'assessment',
    main: main('assessment'),
    portVariable: 'PORT_ASSESSMENT',
    environment: ({ url, shared }) => ({ ...shared, EVENT_STORE_URL: url('events', 'yimu_assessment') }),
  },
  {
    name: 'projection',
    main: main('projection'),
    portVariable: 'PORT_GRAPHQL',
    // Its read models may be empty, or of an older release: it makes them anew from the whole store first.
    readyWithinMinutes: 60,
    environment: ({ url, shared, cursorKey, queryLimits }) => ({
      ...shared,
      ...queryLimits,
      EVENT_STORE_URL: url('events', 'yimu_projection_feed'),
      DATABASE_URL: url('read', 'yimu_projection_writer'),
      READER_DATABASE_URL: url('read', 'yimu_projection_reader'),
      CURSOR_KEY: cursorKey,
    }),
  },
];
