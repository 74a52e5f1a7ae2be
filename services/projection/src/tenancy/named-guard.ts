// What a park, an enterprise, a mandated unit or a court sees: what is named for it, and nothing by place alone.
import type { Scope } from '@yimu/domain/kernel';
import type { Guard } from './guarded-tables.ts';
import { appears, published, publishedParty } from './shown-beside.ts';

/** The guard of a scope that is no subtree. */
export const namedGuard = ({ kind, value }: Scope): Guard => {
  const guard: Guard = (table, alias, statement) => {
    const { bind, at } = statement;
    const beside = (subject: string): string =>
      `exists (select from scope_row g where g.subject = ${subject} and g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')})`;
    /** What scope rows name, read once: lists go by it. */
    const subjects = (): string =>
      `array(select g.subject from scope_row g where g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')})`;
    /** Places where it has land, or was graded in the end: also as one who uses land of others. */
    const concernedIn = (jurisdiction: string): string =>
      `(exists (select from parcel l where l.entity = any(${subjects()}) and ${at('l')}
        and ${jurisdiction} in (l.town_code, l.district_code, l.city_code))
        or exists (select from assessment l where l.final and l.entity = any(${subjects()}) and ${at('l')}
        and ${jurisdiction} in (l.town_code, l.district_code, l.city_code)))`;
    /** Parcels of its own, and those that it was graded with. */
    const itsParcels = (): string =>
      `array(select g.subject from scope_row g where g.kind = ${bind(kind)} and g.value = ${bind(value)} and ${at('g')} union all
        select 'parcel-' || l.subject_id from assessment l where l.final and l.subject = 'parcel' and l.entity = any(${subjects()}) and ${at('l')})`;
    /** In the place of a mandate, on the days on which it holds; `also` is a further condition. */
    const mandated = (also = 'true'): string =>
      `exists (select from mandate o where o.holds and ${also} and o.jurisdiction in (${alias}.town_code, ${alias}.district_code, ${alias}.city_code)
        and ${at('o')} and ${guard('mandate', 'o', statement)})`;
    const formsOfMandate = (): string =>
      kind === 'mandate'
        ? `exists (select from mandate o where o.holds and ${alias}.jurisdiction in (o.jurisdiction, o.district_code, o.city_code)
            and ${at('o')} and ${guard('mandate', 'o', statement)})`
        : 'false';
    const ofMandate = (): string => (kind === 'mandate' ? mandated() : 'false');
    /** What enterprises declared themselves only who is to audit it reads. */
    const ofAudit = (): string => (kind === 'mandate' ? mandated(`(o.audits or not ${alias}.declared)`) : 'false');
    switch (table) {
      case 'parked':
        return `(${beside(`${alias}.stream`)} or ${
          kind === 'mandate'
            ? `exists (select from event_scope c join mandate o on o.jurisdiction in (c.town_code, c.district_code, c.city_code)
                where c.position = ${alias}.position and o.holds and ${at('o')} and ${guard('mandate', 'o', statement)})`
            : 'false'
        })`;
      case 'event':
        return `(not ${alias}.redacted and ${beside(`${alias}.stream`)})`;
      case 'assessment':
        return kind === 'party' ? `(${alias}.final and ${alias}.entity = any(${subjects()}))` : 'false';
      case 'assessment_detail':
        return kind === 'party'
          ? `(not ${alias}.joint and (${alias}.secret = '' or ${alias}.party_id::text = ${bind(value)}) and exists (select from assessment g
              where g.entity = ${alias}.entity and g.run = ${alias}.run and ${at('g')} and ${guard('assessment', 'g', statement)}))`
          : 'false';
      case 'cycle':
        return kind === 'party' ? concernedIn(`${alias}.cycle_jurisdiction`) : 'false';
      case 'standard_version':
        return kind === 'party'
          ? `(${alias}.status = 'published' and (${concernedIn(`${alias}.jurisdiction`)} or exists (select from assessment g
              where g.standard_jurisdiction = ${alias}.jurisdiction and g.standard_year = ${alias}.year and g.subject = ${alias}.subject
                and g.standard_version = ${alias}.version and ${at('g')} and ${guard('assessment', 'g', statement)})))`
          : 'false';
      case 'class_decision':
      case 'policy':
      case 'published_class':
        return kind === 'party' ? concernedIn(`${alias}.jurisdiction`) : 'false';
      case 'final_grade':
        return kind === 'party' ? published(guard, alias, statement) : 'false';
      case 'final_grade_party':
        return kind === 'party' ? publishedParty(guard, alias, statement) : 'false';
      case 'health_check':
        return kind === 'party'
          ? `exists (select from health_check_enterprise g where g.entity = ${alias}.entity and g.party_id = ${bind(value)} and ${at('g')})`
          : ofMandate();
      case 'health_check_enterprise':
        return kind === 'party' ? `${alias}.party_id = ${bind(value)}` : ofMandate();
      case 'form_schema':
        return kind === 'party'
          ? `exists (select from health_check_enterprise g where g.party_id = ${bind(value)} and ${at('g')}
              and ${alias}.jurisdiction in (g.town_code, g.district_code, g.city_code))`
          : formsOfMandate();
      case 'submission_form':
      case 'submission_figure':
        return kind === 'party' ? `${alias}.shown_to = ${bind(value)}` : ofAudit();
      case 'submission_figure_detail':
        return kind === 'party' ? `${alias}.shown_to = ${bind(value)}` : `(${alias}.secret = '' and ${ofAudit()})`;
      case 'submission_contradiction':
      case 'submission_contradiction_detail':
        return kind === 'party' ? `${alias}.shown_to = ${bind(value)}` : 'false';
      case 'mandate':
        return kind === 'mandate' ? `${alias}.entity = 'mandate-' || ${bind(value)}` : 'false';
      case 'parcel':
        if (kind === 'party') return `${alias}.entity = any(${itsParcels()})`;
        return kind === 'mandate' ? `(${beside(`${alias}.entity`)} or ${mandated()})` : beside(`${alias}.entity`);
      case 'parcel_area':
        return kind === 'mandate' ? `(${beside(`${alias}.entity`)} or ${mandated()})` : beside(`${alias}.entity`);
      case 'parcel_link':
      case 'parcel_shape':
      case 'party':
      case 'party_controller':
        return beside(`${alias}.entity`);
      case 'holding':
      case 'shareholding':
      case 'share_freeze':
        return beside(`${alias}.subject`);
      case 'party_register':
        return kind === 'mandate'
          ? `exists (select from health_check_enterprise n where n.party_id = ${alias}.party_id and ${at('n')}
              and ${guard('health_check_enterprise', 'n', statement)})`
          : `(${appears(guard, alias, statement)})`;
      case 'interest':
      case 'land_user':
      case 'objection':
      case 'objection_detail':
        return kind === 'party' ? `${alias}.party_id = ${bind(value)}` : 'false';
      case 'scope_row':
        return `(${alias}.kind = ${bind(kind)} and ${alias}.value = ${bind(value)})`;
      case 'jurisdiction':
        return 'true';
      default:
        return 'false';
    }
  };
  return guard;
};
