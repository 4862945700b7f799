import type * as english from '../backend';
import type { Translation } from '../text';

export const threadCounts: Translation<typeof english.threadCounts> = {
  one: 'wasm，1 个线程',
  several: 'wasm，{{threads}} 个线程',
};

export const backendNotes: Translation<typeof english.backendNotes> = {
  failed:
    '每批 {{images}} 张图像时，一个训练步在此用 {{backend}} 需 {{milliseconds}} 毫秒，用 {{other}} 则失败（{{message}}）',
  faster:
    '每批 {{images}} 张图像时，一个训练步在此用 {{backend}} 需 {{milliseconds}} 毫秒，用 {{other}} 需 {{longer}} 毫秒',
  isolation: '单线程：服务器没有发送跨源隔离的响应头（COOP 和 COEP）',
  late: '每批 {{images}} 张图像时，一个训练步在此用 {{backend}} 需 {{milliseconds}} 毫秒；{{other}} 在 {{seconds}} 秒内未能就绪',
  replaced: '{{wanted}} 在此无法启动，改用 {{backend}}',
  software: 'WebGPU 在此由处理器模拟（{{gpu}}），wasm 更快',
  threads: '多数核函数只用一个线程：{{message}}',
};
