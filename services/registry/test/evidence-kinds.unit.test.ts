import { type MediaType, mediaTypes } from '@yimu/domain/evidence/events';
import { describe, expect, it } from 'vitest';
import { attachment, cleanFileName, fileNameFrom } from '../src/evidence/file-name.ts';
import { extensions, inspect } from '../src/evidence/media-signatures.ts';

const fits = (mediaType: MediaType, bytes: Uint8Array, size = 3): boolean => {
  const inspection = inspect(mediaType);
  for (let n = 0; n < bytes.length; n += size) inspection.see(bytes.subarray(n, n + size));
  return inspection.fits();
};
const bytes = (hex: string, rest = ' and more') => Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex'), Buffer.from(rest)]);
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const samples: [MediaType, Buffer][] = [
  ['application/pdf', Buffer.from('%PDF-1.7')],
  ['image/png', bytes('89504e470d0a1a0a')],
  ['image/jpeg', bytes('ffd8ffe0')],
  ['image/tiff', bytes('49492a00')],
  ['image/tiff', bytes('4d4d002a')],
  ['image/tiff', bytes('49492b00')],
  ['image/tiff', bytes('4d4d002b')],
  [docx, bytes('504b0304')],
  [xlsx, bytes('504b0304')],
  ['application/zip', bytes('504b0506')],
  ['application/geo+json', Buffer.from('{"type":"Polygon","名称":"古岛"}')],
  ['application/json', Buffer.from('\ufeff \n[1]')],
  ['text/csv', Buffer.from('序号,名称\r\n1,古岛\n')],
  ['text/csv', bytes('d0f2bac5 2c c3fbb3c6 0d0a', '')],
  ['text/plain', Buffer.from('备注\t\f无')],
];

describe('a file', () => {
  it.each(samples)('of type %s is known by what it begins with, in whatever pieces it comes', (mediaType, sample) => {
    for (const size of [1, 3, 100]) expect(fits(mediaType, sample, size)).toBe(true);
  });
  it('of one type is none of another, but for office documents, which are ZIP files', () => {
    const zips: readonly string[] = [docx, xlsx, 'application/zip'];
    const texts = ['application/geo+json', 'application/json', 'text/csv', 'text/plain'];
    const alike = (one: string, other: string): boolean =>
      one === other ||
      (zips.includes(one) && zips.includes(other)) ||
      (texts.includes(one) && texts.slice(2).includes(other)) ||
      (texts.slice(0, 2).includes(one) && texts.slice(0, 2).includes(other));
    for (const [own, sample] of samples)
      for (const other of mediaTypes) expect([own, other, fits(other, sample)]).toEqual([own, other, alike(own, other)]);
  });
  it.each<[MediaType, string, Buffer]>([
    ['text/plain', 'a NUL', Buffer.from('a\u0000b')],
    ['text/csv', 'a control character after much text', Buffer.from(`${'序号,'.repeat(1_000)}\u001b`)],
    ['application/json', 'something else than an object or a list', Buffer.from('"text"')],
    ['application/json', 'another encoding', bytes('7b d0f2', '}')],
    ['application/json', 'half a character at its end', bytes('7b e5 8f', '')],
    ['application/json', 'nothing but spaces', Buffer.from('  \n')],
    ['application/json', 'a control character', Buffer.from('{"a":"\u0000"}')],
    ['application/pdf', 'less than a signature', Buffer.from('%PDF')],
    ['image/png', 'nothing', Buffer.alloc(0)],
  ])('is not %s with %s', (mediaType, _, sample) => {
    expect(fits(mediaType, sample)).toBe(false);
  });
  it('has an ending for every type', () => {
    expect(Object.keys(extensions)).toEqual([...mediaTypes]);
  });
});

describe('the name of a file', () => {
  it.each<[string, string | null]>([
    ['裁定书.pdf', '裁定书.pdf'],
    ['  裁定书.pdf\t', '裁定书.pdf'],
    ['C:\\Users\\王某\\桌面\\裁定书.pdf', '裁定书.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000\u0007\u202egnp.exe', 'agnp.exe'],
    ['half \ud800', 'half \ufffd'],
    ['名'.repeat(300), '名'.repeat(200)],
    [`${'a'.repeat(199)}\u{20000}`, `${'a'.repeat(199)}\ufffd`],
    ['e\u0301.pdf', '\u00e9.pdf'],
    ['folder/', null],
    ['..', null],
    ['.', null],
    ['', null],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });
  it('comes percent-encoded', () => {
    expect([fileNameFrom('%E8%A3%81.pdf'), fileNameFrom('%2e%2e%2f'), fileNameFrom('%E8%A3')]).toEqual(['裁.pdf', null, undefined]);
  });
  it('cannot break out of its header', () => {
    expect(attachment('a";\r\n x=\'(*)', 'b.pdf')).toBe(`attachment; filename="b.pdf"; filename*=UTF-8''a%22%3B%0D%0A%20x%3D%27%28%2A%29`);
    expect(attachment(null, 'b.pdf')).toBe('attachment; filename="b.pdf"');
  });
});
