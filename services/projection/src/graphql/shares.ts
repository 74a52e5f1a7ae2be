// Who holds a company, and who is behind it.
import { type Control, type Structure, ultimateControllers } from '@yimu/domain/shareholding/read';
import { readControllers } from '../read-models/party-register.ts';
import { type HoldingRow, readHoldings, readHoldingsAbove, readShareFreezes } from '../read-models/shareholdings.ts';
import type { View } from '../tenancy/view.ts';
import { readPublicParties } from './public-party.ts';
import { grouped, type Pointed, together } from './together.ts';

/** A party, of which it may be known who holds it. */
interface Company extends Pointed {
  readonly id: string;
}

type Held = HoldingRow & { readonly holder_id: string };

const isHeld = (row: HoldingRow): row is Held => row.holder_id !== null;

/** The rows of one company as the domain reads them. */
const structureOf = (rows: readonly HoldingRow[]): Structure => {
  const held = rows.filter(isHeld);
  const groups = new Map(
    held.flatMap(({ joint_group, joint_share }) => (joint_group === null ? [] : [[joint_group, joint_share] as const])),
  );
  return {
    holdings: held.map(({ holder_id, share, joint_group }) => ({ holderId: holder_id, share, group: joint_group })),
    groups: [...groups].map(([group, share]) => ({ group, share })),
  };
};

/** Loaders of a party that is a company. */
export const shareLoaders = {
  shareholdings: together(async (view, parties: readonly Company[]) => {
    const ids = parties.map(({ id }) => id);
    const rows = await readHoldings(view, ids);
    const publicParty = await readPublicParties(
      view,
      rows.filter(isHeld).map(({ holder_id }) => holder_id),
    );
    const companies = grouped(rows, ({ company_id }) => company_id);
    return ids.map((id) => {
      const held = companies.get(id);
      if (held === undefined) return null;
      const holders = held.filter(isHeld).map(({ holder_id, share, joint_group, joint_share }) => {
        return { party: publicParty(holder_id), share, jointGroup: joint_group, jointShare: joint_share };
      });
      return { total: held[0]?.total, holders };
    });
  }),
  shareFreezes: together(async (view, parties: readonly Company[]) => {
    const ids = parties.map(({ id }) => id);
    const rows = await readShareFreezes(view, ids);
    const publicParty = await readPublicParties(
      view,
      rows.map(({ holder_id }) => holder_id),
    );
    const companies = grouped(rows, ({ company_id }) => company_id);
    return ids.map((id) =>
      (companies.get(id) ?? []).map(({ freeze_id, holder_id, share, court, case_number, waiting, since, until }) => {
        return { id: freeze_id, holder: publicParty(holder_id), share, court, caseNumber: case_number, waiting, since, until };
      }),
    );
  }),
};

/** Who is declared to control a party, and who does by its shares: undefined where nothing is known of them. */
export interface Controlled {
  readonly declared: readonly string[];
  readonly control: Control | undefined;
}

/** More than half, which controls where nobody says otherwise. */
export const majority = '1/2';

/** Who is behind parties, as far as the scope sees who holds whom. What it answers knows every id that is asked for. */
export const readControlOf = async (view: View, ids: readonly string[], threshold = majority): Promise<(id: string) => Controlled> => {
  const companies = grouped(await readHoldingsAbove(view, ids), ({ company_id }) => company_id);
  const structures = new Map([...companies].map(([id, rows]) => [id, structureOf(rows)]));
  const holders = [...structures.values()].flatMap(({ holdings }) => holdings.map(({ holderId }) => holderId));
  const controllersOf = grouped(await readControllers(view, [...new Set([...ids, ...holders])]), ({ party_id }) => party_id);
  const declaredOf = (id: string) => (controllersOf.get(id) ?? []).map(({ controller_id }) => controller_id);
  return (id) => {
    const declared = declaredOf(id);
    return { declared, control: ultimateControllers(id, (of) => structures.get(of), { threshold, declared, declaredOf }) };
  };
};

/** Who counts as controller: the declared, else the computed; several of one are joint. Undefined where nothing is known. */
export const controllersIn = ({ declared, control }: Controlled): readonly (readonly string[])[] | undefined =>
  control?.controllers ?? (declared.length === 0 ? undefined : declared.map((id) => [id]));

/** Who is behind a company as far as the scope sees who holds whom; null where nothing is known of its shares. */
export const readControl = async (view: View, companyId: string, threshold: string) => {
  const { declared, control } = (await readControlOf(view, [companyId], threshold))(companyId);
  if (control === undefined) return null;
  const { shares, unknown, circular, cycle, computed, controllers } = control;
  const named = [companyId, ...cycle, ...declared, ...[...shares.map(({ holderIds }) => holderIds), ...computed].flat()];
  const publicParty = await readPublicParties(view, named);
  return {
    company: publicParty(companyId),
    shares: shares.map(({ holderIds, share }) => ({ holders: holderIds.map(publicParty), share })),
    unknown,
    circular,
    cycle: cycle.map(publicParty),
    computed: computed.map((ids) => ids.map(publicParty)),
    declared: declared.map(publicParty),
    controllers: controllers.map((ids) => ids.map(publicParty)),
  };
};
