// Names of files that people save: Chinese as they are, without what file systems and headers do not take.

/** A name as part of a file's name. */
export const fileWord = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .trim()
    .slice(0, 60);

/** Names of many files of one archive: a name that is taken gets a number. */
export const uniqueNames = (names: readonly string[], ending: string): readonly string[] => {
  const met = new Map<string, number>();
  return names.map((name) => {
    const key = name.toLowerCase();
    const times = (met.get(key) ?? 0) + 1;
    met.set(key, times);
    return `${name}${times === 1 ? '' : `（${times}）`}${ending}`;
  });
};

/** Content-Disposition of a download: the name as it is (RFC 5987), and one of ASCII for who cannot read it. */
export const attachment = (name: string, plain: string): string => {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
