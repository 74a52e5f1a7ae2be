// Words of the storage contract: events of several contexts hold them. One may be added, none renamed or taken away.

/** 工业, 仓储, 研发; 产业混合; what such land may become: 商服, 居住, 公共服务, 绿地, 农用（减量化）, 留白. */
export const landUses = [
  'industrial',
  'storage',
  'research',
  'mixed',
  'commercial',
  'residential',
  'public',
  'green',
  'agricultural',
  'reserved',
] as const;

/** 国有, 集体. */
export const ownerships = ['state-owned', 'collective'] as const;

/** 合法（有证）, 违法（无证）. */
export const legalities = ['legal', 'illegal'] as const;
