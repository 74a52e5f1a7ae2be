// A form as a sheet: what it asks, and whose it is.

export interface FormField {
  readonly code: string;
  /** As printed. */
  readonly name: string;
  readonly kind: 'decimal' | 'integer' | 'text' | 'date' | 'option' | 'yes-no';
  readonly unit: string;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  readonly isRequired: boolean;
}

/** Whose form it is, under which version of its fields. */
export interface FormAbout {
  readonly form: string;
  /** What is graded: a parcel or an enterprise. */
  readonly subject: string;
  readonly subjectId: string;
  readonly partyId: string | null;
  readonly jurisdiction: string;
  readonly year: number;
  /** Of the fields. */
  readonly version: number;
}

export interface FormSheet {
  /** The name of the sheet, for example 自评表; at most 31 characters. */
  readonly title: string;
  readonly about: FormAbout;
  readonly fields: readonly FormField[];
  readonly known: ReadonlyMap<string, string>;
}

const mark = 'yimu-form';

/** What the first cell of a form's sheet says. */
export const headOf = ({ form, subject, subjectId, partyId, jurisdiction, year, version }: FormAbout): string =>
  [mark, form, subject, subjectId, partyId ?? '-', jurisdiction, year, version].join(';');

/** Whose form a sheet is; undefined for a sheet that is none. */
export const aboutIn = (head: string): FormAbout | undefined => {
  const [first, form = '', subject = '', subjectId = '', partyId = '', jurisdiction = '', year = '', version = ''] = head.trim().split(';');
  if (first !== mark || !/^\d{4}$/.test(year) || !/^\d{1,6}$/.test(version)) return undefined;
  return {
    form,
    subject,
    subjectId,
    partyId: partyId === '-' ? null : partyId,
    jurisdiction,
    year: Number(year),
    version: Number(version),
  };
};

/** What may be answered in words, and the code that each stands for; none where anything may be. */
export const sayingsOf = ({ kind, options }: FormField): readonly { readonly code: string; readonly says: string }[] => {
  if (kind === 'yes-no')
    return [
      { code: 'yes', says: '是' },
      { code: 'no', says: '否' },
    ];
  return kind === 'option' ? options.map(({ code, name }) => ({ code, says: name })) : [];
};
