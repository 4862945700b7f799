import type * as english from '../refusals';
import type { Translation } from '../text';

export const refusals: Translation<typeof english.refusals> = {
  base64: '不是 32 位数的 base64 编码',
  choice: '请从 {{choices}} 中选择',
  number: '请给出 {{least}} 至 {{most}} 之间的数',
  share: '请给出不小于 {{least}} 且小于 {{most}} 的数',
  version: '此版本读取版本 {{version}}',
  'whole-number': '请给出 {{least}} 至 {{most}} 之间的整数',
};
