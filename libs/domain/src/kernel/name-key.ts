/**
 * The key by which a name on one list is compared with a name on another: NFKC, no spaces, no suffix 地块.
 * 上海瓯风新材料科 技有限公司 and 上海瓯风新材料科技有限公司地块 have one key. The raw text is kept for display.
 */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').replace(/地块$/u, '');
