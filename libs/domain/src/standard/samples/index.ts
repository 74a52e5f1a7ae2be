// Standards of named places, as far as public pages tell them, to try Yimu with. Each says what is of the source and what is not.
import type { Standard } from '../../scoring/index.ts';
import { huaian2024 } from './huaian-2024.ts';
import { huangyan2022 } from './huangyan-2022.ts';
import { jingde2022 } from './jingde-2022.ts';
import { linhai2014 } from './linhai-2014.ts';
import { songjiang2023 } from './songjiang-2023.ts';
import { yueqing2016 } from './yueqing-2016.ts';

export const samples = {
  'huangyan-2022': huangyan2022,
  'yueqing-2016': yueqing2016,
  'jingde-2022': jingde2022,
  'linhai-2014': linhai2014,
  'huaian-2024': huaian2024,
  'songjiang-2023': songjiang2023,
} as const satisfies Record<string, Standard>;
