import { en } from './en'
import { zh } from './zh'
import type { Texts } from './zh'

export type { Texts }

const storageKey = 'language'

/** The language chosen here, or WeChat's own. */
export const isChinese = (): boolean => String(wx.getStorageSync(storageKey) || wx.getAppBaseInfo().language).startsWith('zh')

export const texts = (): Texts => (isChinese() ? zh : en)

export const switchLanguage = (): void => wx.setStorageSync(storageKey, isChinese() ? 'en' : 'zh_CN')
