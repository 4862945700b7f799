import type * as english from '../sparse';
import type { Translation } from '../text';

export const unitNames: Translation<typeof english.unitNames> = { kernel: '个卷积核', weight: '个权重' };

export const sparseTexts: Translation<typeof english.sparseTexts> = {
  layer: '{{layer}}：{{units}} {{unit}}中保留 {{kept}}',
  network: '{{units}} {{unit}}中保留 {{kept}}，{{weights}} 个权重未置零，存储占 {{storedBytes}} 字节',
};
