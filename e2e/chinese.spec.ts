import { expect, type Page, test } from '@playwright/test';
import { expectAccessibleAtSizes } from './accessible';
import { chooseLanguage } from './chooseLanguage';
import { imagesZip, kerasFile } from './colours';
import { latinIn } from './latin';
import { asUpload, drop } from './studio';

const status = (page: Page) => page.getByRole('status');

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const timeline = (page: Page) => page.getByRole('slider', { name: '运行的时刻' });

async function expectChinese(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(await latinIn(page)).toEqual([]);
}

test.describe('the page in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('is what a Chinese browser begins with; a network is pruned and used, and no English is left', async ({
    page,
  }) => {
    await page.goto('/?backend=wasm#network');
    await expect(page).toHaveTitle(/信道裁剪/);
    await expect(status(page)).toHaveText('就绪', { timeout: 120_000 });
    for (const fold of [/^方法与训练：/, '手动取舍的信道', '更多设置', /^保持完整的信道/])
      await page.getByRole('button', { name: fold }).click();
    await expect(page.getByText('学习率调度')).toBeVisible();
    await page.getByText('裁剪率', { exact: true }).first().hover();
    await expect(page.getByRole('tooltip')).toContainText('每个可裁剪的层去掉的输入信道的比例；');
    await expectChinese(page);

    await drop(page, [asUpload('broken.h5', Uint8Array.of(1, 2, 3))]);
    await expect(page.getByRole('alert')).toContainText('broken.h5：没有模型；请拖入 Keras');
    await page.getByRole('button', { name: '关闭' }).click();
    await drop(page, [asUpload('recipe.json', new TextEncoder().encode('{"method":{"id":"dcp"},"rate":"much"}'))]);
    await expect(page.getByRole('alert')).toContainText('请改正后重新拖入');
    await expectChinese(page);
    await page.getByRole('button', { name: '关闭' }).click();

    await drop(page, [asUpload('colours.keras', await kerasFile()), asUpload('mine.zip', imagesZip(undefined, 60))]);
    await expect(panel(page, '网络和图像')).toContainText('my-colours', { timeout: 60_000 });
    await expect(status(page)).toHaveText('就绪', { timeout: 60_000 });
    await expect(page.getByText('一个不是图像的文件未使用')).toBeVisible();
    await page.getByLabel('微调轮数').fill('3');
    await page.getByText('同时把裁剪后的网络').click();
    await page.getByText('与相同宽度').click();
    await page.getByRole('button', { name: '开始裁剪' }).click();
    await expect(status(page)).toHaveText('已完成', { timeout: 180_000 });
    await expectChinese(page);
    await timeline(page).focus();
    for (let moment = 0; moment < 40; moment++) {
      await page.keyboard.press('ArrowLeft');
      expect(await latinIn(page)).toEqual([]);
    }

    await page.getByRole('link', { name: '使用' }).click();
    await expect(panel(page, '裁剪前后')).toContainText(/预测(不同|都相同)/, { timeout: 60_000 });
    await expectChinese(page);
    await expectAccessibleAtSizes(page);
    await page.getByRole('link', { name: '对比' }).click();
    await expect(panel(page, '运行')).toContainText('DCP 50%');
    await page.getByRole('button', { name: '操作：DCP 50%' }).click();
    await expectChinese(page);
    await page.getByRole('menuitem', { name: '重命名' }).click();
    await expect(page.getByRole('dialog')).toContainText('留空则使用方法和裁剪率作为名称。');
    await expectChinese(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectAccessibleAtSizes(page);

    await page.getByRole('link', { name: '学习' }).click();
    await expect(page.getByRole('heading').nth(1)).toBeVisible();
    await expectChinese(page);

    await page.getByRole('link', { name: '网络' }).click();
    await drop(page, [asUpload('others.zip', imagesZip(['one', 'two']))]);
    await expect(page.getByRole('dialog', { name: '类别如何对应？' })).toBeVisible({ timeout: 60_000 });
    await expectChinese(page);
  });
});

test('the language is chosen while a recorded run plays: it plays on; the choice outlives a reload, and an address wins', async ({
  page,
}) => {
  await page.goto('/?backend=wasm#prune?run=vgg-small-dcp-50&step=90');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Space');
  await chooseLanguage(page, 'Language', '简体中文');
  await expect(timeline(page)).toBeVisible();
  await expect(page.getByRole('combobox', { name: '语言' })).toBeFocused();
  await expect(page.getByRole('button', { name: '停止播放' })).toBeVisible();
  const moment = async () => Number(await timeline(page).getAttribute('aria-valuenow'));
  const before = await moment();
  expect(before).toBeGreaterThan(90);
  await expect.poll(moment).toBeGreaterThan(before);
  await page.getByRole('button', { name: '停止播放' }).click();
  await expectChinese(page);
  await page.getByRole('button', { name: /^conv3 / }).click();
  await expect(panel(page, 'conv3 的得分')).toBeVisible();
  await expectChinese(page);
  await expectAccessibleAtSizes(page);

  await expect(page).toHaveURL(/lang=zh.*#prune/);
  await page.goto('/?backend=wasm#network');
  await expect(panel(page, '网络和图像')).toBeVisible();
  await page.goto('/?backend=wasm&lang=en#network');
  await expect(panel(page, 'Network and images')).toBeVisible();
  await page.getByRole('link', { name: 'Compare' }).click();
  await chooseLanguage(page, 'Language', '简体中文');
  await expect(panel(page, '运行')).toBeVisible();
  await page.goBack();
  await expect(panel(page, '网络和图像')).toBeVisible();
  await expect(page).toHaveURL(/lang=zh.*#network/);
  await chooseLanguage(page, '语言', 'English');
  await expect(panel(page, 'Network and images')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
