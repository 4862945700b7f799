import type * as english from '../../lessons/experiments';
import type { Translation } from '../../text';

export const experimentWords: Translation<typeof english.experimentWords> = {
  busy: '正在计算，需要几秒钟，手机上更久一些。',
  clear: '重新开始',
  measure: '比较两者',
  pick: '亲手放入的信道',
  'picked-of': '已选 {{picked}} 个，共 {{count}} 个',
  yours: '先由你放入：{{channels}}；再由算法 2 选出：{{rest}}',
  alone: '只由算法 2 选出：{{channels}}',
  lower: '你的损失更低：{{mine}}，而对方是 {{other}}。贪婪选择并不总是最好。',
  higher: '算法 2 的损失更低：{{other}}，而你的是 {{mine}}。',
  same: '两者的损失相同：{{mine}}。',
  'mine-title': '你选的信道',
  'other-title': '算法 2',
  compute: '用这些值选择',
};
