const zh = {
  title: 'NIM 示例',
  lead: '两部手机，各自登录，经由本机的模拟服务实时聊天。直接打字试试。',
  note: '这是原生微信小程序源码在浏览器里的运行效果（微信开源的 glass-easel 组件引擎 + 浏览器实现的 wx 接口）。它忠实，但不是微信本身。',
  second: '另一台设备登录同一账号',
  secondLead: '同一个账号的第二台设备：新消息会同步，按多端策略也可能把先登录的设备踢下线。',
  language: 'English',
  goOffline: '断网',
  goOnline: '恢复网络',
  hide: '切到后台',
  show: '回到前台',
  kill: '断开连接',
  another: '再登一台',
  states: { offline: '无网络', frozen: '后台 · 已挂起', hidden: '后台', linked: '已连接', unlinked: '未连接' },
  hints: {
    net: '关掉这部手机的网络，再打开，看它自己重连',
    app: '按下 Home 键：5 秒后小程序被挂起，连接被回收',
    kill: '切断正在使用的连接，看它立刻重连',
    restart: '重新启动小程序',
    theme: '浅色 / 深色',
    another: '在新标签页里用同一账号登录第二台设备',
  },
  away: '小程序在后台',
  seconds: '挂起前还能运行 5 秒',
  stopped: '已挂起：定时器停止，连接已被回收',
}

export type Texts = typeof zh

const en: Texts = {
  title: 'NIM demo',
  lead: 'Two phones, each signed in by itself, chatting through the emulator on this machine. Just type.',
  note: 'This is the source of a native WeChat mini-program running in your browser: WeChat’s open-source glass-easel engine, and wx on browser primitives. A faithful stand-in, not WeChat itself.',
  second: 'the same account on another device',
  secondLead: 'A second device of the same account: messages are synced to it, and the multi-device policy may put the first one offline.',
  language: '中文',
  goOffline: 'Go offline',
  goOnline: 'Go online',
  hide: 'Background',
  show: 'Foreground',
  kill: 'Kill socket',
  another: 'Second device',
  states: { offline: 'no network', frozen: 'background, suspended', hidden: 'background', linked: 'connected', unlinked: 'not connected' },
  hints: {
    net: 'Take this phone off the network and back, and watch it reconnect',
    app: 'Press the home button: after 5 s the mini-program stands still and its socket is taken away',
    kill: 'Cut the socket in use and watch it reconnect at once',
    restart: 'Start the mini-program again',
    theme: 'Light or dark',
    another: 'Sign the same account in on a second device, in a new tab',
  },
  away: 'The mini-program is in the background',
  seconds: 'It may run on for 5 s',
  stopped: 'Suspended: its timers stand still, its socket is gone',
}

export const chinese = (new URLSearchParams(location.search).get('lang') || navigator.language).startsWith('zh')
export const texts: Texts = chinese ? zh : en
