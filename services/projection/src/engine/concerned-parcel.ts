/** The parcel that an event's data names: directly, as whose 体检表 it is, or as the subject of a finding. */
export const parcelOf = (data: unknown): string | null => {
  if (typeof data !== 'object' || data === null) return null;
  if ('parcelId' in data && typeof data.parcelId === 'string') return data.parcelId;
  if ('subject' in data && data.subject === 'parcel' && 'subjectId' in data && typeof data.subjectId === 'string') return data.subjectId;
  if (!('subject' in data) || typeof data.subject !== 'object' || data.subject === null) return null;
  const { subject } = data;
  return 'kind' in subject && subject.kind === 'parcel' && 'id' in subject && typeof subject.id === 'string' ? subject.id : null;
};
