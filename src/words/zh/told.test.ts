import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellDisagreement } from '../answers';
import { tellWaiting } from '../comparing';
import { tellError } from '../errors';
import { tellAccuracy, tellImages, tellParts } from '../figures';
import { tellJoining } from '../joining';
import { setLanguage } from '../language';
import { tellClass, tellDataset } from '../names';
import { tellMessage } from '../notices';
import { formatWhole, tellList } from '../numbers';
import { formatDuration, formatTime } from '../quantities';
import { refuseChoice } from '../refusals';
import { tellTerm } from '../terms';
import { joinSentences, sentence } from '../text';
import { tellTitle } from '../watching';

beforeAll(() => setLanguage('zh'));
afterAll(() => setLanguage('en'));

test('sentences that are put together are Chinese throughout', () => {
  expect(tellJoining('dcp', [83])).toBe('信道 83 的联合损失梯度最大，因此入选。');
  expect(tellJoining('taylor', [1, 2, 7])).toBe('去掉信道 1、2 和 7 会使网络的损失变化最大，因此保留。');
  expect(tellJoining('later', [1, 2, 3, 4, 5])).toBe('5 个信道得分最高，因此入选。');
  expect(tellTitle({ phase: 'selection', what: 'layer', layer: 'stream:conv' }, { chosen: 3, keeps: 8 })).toBe(
    '选择 conv（耦合） 保留的输入信道：3/8',
  );
  expect(joinSentences([sentence(tellList(['a', 'b'])), undefined, '二。'])).toBe('A 和 b。二。');
  expect(tellWaiting('vgg-small', 'pets, 20 images')).toBe(
    '下一次运行用的是 vgg-small，pets，20 张图像：请打开它们再继续。',
  );
});

test('numbers, lists, times and counts are written as in Chinese', () => {
  expect(formatWhole(12345)).toBe('12,345');
  expect([1, 1000].map(tellImages)).toEqual(['1 张图像', '1,000 张图像']);
  expect(tellParts({ train: 4500, validation: 500, test: 1000 })).toBe(
    '4,500 张训练图像、500 张验证图像和 1,000 张测试图像',
  );
  expect([formatTime(75_000), formatDuration(7380)]).toEqual(['1 分 15 秒', '2 小时 3 分钟']);
  expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(tellList)).toEqual(['a', 'a 和 b', 'a、b 和 c']);
  const told = { accuracy: 0.851, low: 0.8276, high: 0.8717, images: 1000, isAgreement: false };
  expect(tellAccuracy(told)).toBe('准确率 85.1%（95% 置信区间：82.8 至 87.2），n = 1,000');
});

test('errors are told with their places, groups and remedies', () => {
  expect(tellError({ code: 'log.start', params: { line: 3 }, places: ['a.jsonl'] })).toBe(
    'a.jsonl：第 3 行：日志结束时还没有运行的开始；请重新写出或下载日志',
  );
  expect(tellError({ code: 'layer.order', params: { layer: 'b' }, places: [{ layer: 'a', className: 'Add' }] })).toBe(
    '层“a”（Add）：它读取层“b”，但后者不在它之前；请重新构建模型的这一部分',
  );
  const params = { layer: 'stream:stem', layers: 'conv2, stream:conv' };
  expect(tellError({ code: 'recipe.layer', params })).toBe(
    '层“stem（耦合）”有自己的裁剪率，却不能裁剪；请只为 conv2、conv（耦合） 设置裁剪率',
  );
  const ended = { phase: 'fine-tuning', detail: 'pruned', message: 'no more' };
  expect(tellError({ code: 'memory.ended', params: ended })).toContain('在微调（裁剪后的网络）时内存耗尽');
  expect(refuseChoice(['dcp', 'l1'])).toBe('请从 dcp、l1 中选择');
  const misfit = { code: 'out-of-range', field: 'fineTuningEpochs', least: 0, most: 9 } as const;
  expect(tellMessage({ code: 'unfit', misfit })).toBe('微调轮数：应在 0 至 9 之间；请改正后再裁剪');
});

test('data sets and terms are told with what they are made of', () => {
  expect(tellDataset('cifar10-full')).toBe('CIFAR-10，全部 60,000 张图像');
  expect(tellDataset('mine')).toBe('mine');
  expect(['cat', 'my cat', 'toString'].map(tellClass)).toEqual(['猫', 'my cat', 'toString']);
  expect(tellTerm('method')).toMatch(/^信道的选择方式。DCP：按梯度（Zhuang et al\., NeurIPS 2018）。DCP-Adapt：/);
  const same = { images: 1000, differing: 0, share: 0, low: 0, high: 0, broken: 0, mended: 0, moved: 0 };
  expect(tellDisagreement(same, false)).toBe('两个网络对全部 1,000 张图像（测试集）的预测都相同。');
});
