import { api } from './api'
import { device, network, themes, visibility } from './device'
import { hideToast, previewImage, showActionSheet, showModal, showToast } from './dialog'
import { chooseMedia, chooseMessageFile, openFile, source, uploadFile } from './files'
import { deliver } from './gate'
import { language, launchOptions } from './launch'
import { pages } from './pages'
import { request } from './request'
import { connectSocket } from './socket'
import { storage } from './storage'
import { tabs } from './tabs'

type Listener = (event?: object) => void

/** An `onX`/`offX` pair of `wx`, fed by `source` whenever `now` has something to say. */
function pair(name: string, source: Set<() => void>, now: () => object | undefined): Record<string, (listener?: Listener) => void> {
  const listeners = new Set<Listener>()
  source.add(() => {
    const event = now()
    if (event) [...listeners].forEach((listener) => deliver(() => listener(event)))
  })
  return {
    ['on' + name]: (listener) => void (listener && listeners.add(listener)),
    ['off' + name]: (listener) => (listener ? void listeners.delete(listener) : listeners.clear()),
  }
}

const networkState = () => ({ isConnected: device.online, networkType: device.online ? 'wifi' : 'none' })
const px = (name: string) => parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name))

const appInfo = () => ({ language, SDKVersion: '3.8.0', version: '8.0.50', theme: device.theme, enableDebug: false, host: { appId: '', env: 'WeChat' } })
const deviceInfo = () => ({ brand: 'devtools', model: 'Preview', platform: 'devtools', system: 'iOS 17.0', benchmarkLevel: 1 })
const windowInfo = () => ({
  pixelRatio: devicePixelRatio,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  windowWidth: innerWidth,
  windowHeight: innerHeight - px('--safe-top') - px('--mini-bar'),
  statusBarHeight: px('--safe-top'),
  safeArea: { left: 0, right: innerWidth, width: innerWidth, top: px('--safe-top'), bottom: innerHeight - px('--safe-bottom'), height: innerHeight - px('--safe-top') - px('--safe-bottom') },
})
const systemInfo = () => ({ ...appInfo(), ...deviceInfo(), ...windowInfo() })

/** The part of `wx` that the SDK and the app use, on what a browser has. */
const wxApi = {
  ...storage,
  connectSocket,
  request,
  uploadFile,
  chooseMedia: api('chooseMedia', chooseMedia),
  chooseMessageFile: api('chooseMessageFile', chooseMessageFile),
  previewImage: api('previewImage', previewImage),
  downloadFile: api('downloadFile', ({ url }: { url: string }) => ({ tempFilePath: source(url), statusCode: 200 })),
  openDocument: api('openDocument', ({ filePath }: { filePath: string }) => openFile(filePath)),
  getNetworkType: api('getNetworkType', networkState),
  ...pair('NetworkStatusChange', network, networkState),
  ...pair('AppShow', visibility, () => (device.shown ? launchOptions : undefined)),
  ...pair('AppHide', visibility, () => (device.shown ? undefined : {})),
  ...pair('ThemeChange', themes, () => ({ theme: device.theme })),
  getAppBaseInfo: appInfo,
  getDeviceInfo: deviceInfo,
  getWindowInfo: windowInfo,
  getSystemInfoSync: systemInfo,
  getSystemInfo: api('getSystemInfo', systemInfo),
  getLaunchOptionsSync: () => launchOptions,
  switchTab: api('switchTab', pages.switchTab),
  ...Object.fromEntries(Object.entries(tabs).map(([name, run]) => [name, api(name, run as (options: object) => void)])),
  navigateTo: api('navigateTo', pages.navigateTo),
  redirectTo: api('redirectTo', pages.redirectTo),
  reLaunch: api('reLaunch', pages.reLaunch),
  navigateBack: api('navigateBack', pages.navigateBack),
  setNavigationBarTitle: api('setNavigationBarTitle', pages.setNavigationBarTitle),
  showToast: api('showToast', showToast),
  hideToast: api('hideToast', hideToast),
  showModal: api('showModal', showModal),
  showActionSheet: api('showActionSheet', showActionSheet),
  setClipboardData: api('setClipboardData', ({ data }: { data: string }) => navigator.clipboard.writeText(data)),
  vibrateShort: api('vibrateShort', () => {}),
  nextTick: (run: () => void) => void Promise.resolve().then(run),
  canIUse: (name: string): boolean => name.split('.')[0]! in wxApi,
}


Object.assign(window, { wx: wxApi })
