/** The client looks at the names of options without case, `_` and `-`, and at some values too. */
const flat = (text: string): string => text.trim().toLowerCase().replaceAll(/[_-]/g, '');

/** Throws for settings under which the adapter could not keep what it promises. */
export const checkConnectionString = (connectionString: string): void => {
  const options = connectionString.split(/[?&]/).slice(1);
  for (const option of options) {
    const [name = '', value = ''] = option.split('=').map(flat);
    if (name === 'throwonappendfailure' && value === 'false')
      throw new Error('throwOnAppendFailure=false makes the client answer wrong revisions; leave it out of the connection string');
    if (name === 'nodepreference' && value !== 'leader')
      throw new Error('nodePreference must be leader: other nodes lag behind it; leave it out of the connection string');
  }
};
