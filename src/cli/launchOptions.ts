import type { LaunchOptions } from '@playwright/test';
import { findChromium } from './findChromium';

/** How end-to-end tests and the bench start a browser: one that fetches nothing by itself, with WebGPU in software. */
export const launchOptions = (): LaunchOptions => ({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--enable-unsafe-webgpu',
    '--enable-features=Vulkan',
    '--use-webgpu-adapter=swiftshader',
  ],
});
