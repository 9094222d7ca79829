import { texts } from './i18n'

/** Where the tabs are, in the order of app.json. */
export const tab = { sessions: 0, contacts: 1, me: 2 }

/** Texts of the tab bar in the language of now. */
export function nameTabs(): void {
  const { tabs } = texts()
  tabs.forEach((text, index) => void wx.setTabBarItem({ index, text, fail() {} }))
}

/** A number on a tab, or none. Fails without harm while no tab page is on top. */
export function badgeTab(index: number, count: number): void {
  if (count) wx.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count), fail() {} })
  else wx.removeTabBarBadge({ index, fail() {} })
}
