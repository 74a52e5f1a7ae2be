// What a sender calls a file comes from people's desks: only the name itself is kept, as text that can be shown anywhere.

const longest = 200;

/** The name without path, control and direction characters, trimmed and cut at 200 units; null when nothing is left of it. */
export const cleanFileName = (given: string): string | null => {
  const name = given
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, longest)
    .toWellFormed()
    .trim();
  return name === undefined || name === '' || name === '.' || name === '..' ? null : name;
};

/** Reads a header that carries a name as percent-encoded UTF-8; undefined when it is no such thing. */
export const fileNameFrom = (header: string): string | null | undefined => {
  try {
    return cleanFileName(decodeURIComponent(header));
  } catch {
    return undefined;
  }
};

/** The value of a header that makes a browser save a file under its name, or under an ASCII one where it knows no other (RFC 6266). */
export const attachment = (name: string | null, otherwise: string): string => {
  if (name === null) return `attachment; filename="${otherwise}"`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${otherwise}"; filename*=UTF-8''${encoded}`;
};
