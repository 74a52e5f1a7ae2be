/** The departments that take part in the joint supervision (松规划资源〔2023〕123号 and its like), by the short names that documents use. */
export const departments = [
  '规划资源局',
  '经委',
  '市场监管局',
  '统计局',
  '税务局',
  '生态环境局',
  '建管委',
  '应急局',
  '城管执法局',
  '科委',
  '国资委',
  '发改委',
  '财政局',
  '房管局',
  '司法局',
  '公安局',
  '人社局',
  '投促办',
] as const;
export type Department = (typeof departments)[number];
