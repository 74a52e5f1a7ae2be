// npm run token: a development token on stdout, and nothing else there.
import { parseArgs } from 'node:util';
import type { Role, Scope } from '@yimu/domain/kernel';
import { type LocalConfig, readLocalConfig } from './config.ts';
import { developmentToken, ensureDevelopmentIssuer } from './issuer.ts';
import { runInTerminal, Sentence } from './sentence.ts';

const usage = `npm run token -- --jurisdiction 310116112 --role town-officer

  --jurisdiction CODE   the scope: a town, district or city and all below it
  --party ID            the scope of one enterprise, instead of --jurisdiction; its role is enterprise
  --mandate ID          the scope of one mandate, instead of --jurisdiction; its role is technical-unit
  --role ROLE           may be repeated
  --department NAME     with the role department, for example 经委
  --sub NAME            who holds the token
  --expires 8h          or 30m, 7d`;

const inSeconds = { m: 60, h: 3_600, d: 86_400 } as const;

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      options: {
        jurisdiction: { type: 'string' },
        party: { type: 'string' },
        mandate: { type: 'string' },
        role: { type: 'string', multiple: true },
        department: { type: 'string' },
        sub: { type: 'string' },
        expires: { type: 'string', default: '8h' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Sentence(error instanceof Error ? error.message : String(error));
  }
};

const secondsOf = (text: string): number => {
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(text);
  const seconds = Number(match?.[1]) * inSeconds[(match?.[2] ?? 'h') as keyof typeof inSeconds];
  if (match === null || seconds > 30 * inSeconds.d)
    throw new Sentence('--expires: expected minutes, hours or days up to 30d, for example 8h.');
  return seconds;
};

/** The scopes that an option names, and the role that goes with those that allow one only. */
const scopes = {
  jurisdiction: { kind: 'subtree' },
  party: { kind: 'party', role: 'enterprise' },
  mandate: { kind: 'mandate', role: 'technical-unit' },
} as const;

const scopeOf = (
  given: Readonly<Partial<Record<keyof typeof scopes, string>>>,
): { readonly scope: Scope; readonly role: Role | undefined } => {
  const named = (['jurisdiction', 'party', 'mandate'] as const).flatMap((option) => {
    const value = given[option];
    return value === undefined
      ? []
      : [{ scope: { kind: scopes[option].kind, value }, role: option === 'jurisdiction' ? undefined : scopes[option].role }];
  });
  const [only, another] = named;
  if (only !== undefined && another === undefined) return only;
  throw new Sentence('Expected one of --jurisdiction, --party and --mandate; npm run token -- --help shows an example.');
};

/** The token that the arguments ask for. Throws a Sentence when they are wrong or another issuer is configured. */
export const tokenFor = async (args: readonly string[], config: LocalConfig): Promise<string> => {
  const { role, department, sub, expires, help, ...given } = readArguments(args);
  if (help) return usage;
  if (config.foreignIssuer !== undefined) {
    throw new Sentence(
      `Tokens come from ${config.foreignIssuer.issuer} (YIMU_ISSUER); development tokens are for the development issuer only.`,
    );
  }
  const { scope, role: itsRole } = scopeOf(given);
  const roles = role ?? (itsRole === undefined ? [] : [itsRole]);
  if (roles.length === 0) throw new Sentence('Expected --role, for example --role town-officer.');
  const claims = { scope, roles: roles as readonly Role[], department, sub, expiresIn: secondsOf(expires), audience: config.YIMU_AUDIENCE };
  return developmentToken(await ensureDevelopmentIssuer(config.YIMU_DATA), claims);
};

if (import.meta.main) {
  await runInTerminal(async () => {
    console.log(await tokenFor(process.argv.slice(2), readLocalConfig(process.env)));
  });
}
