/** What a socket of the host does; WeChat's `SocketTask` is one. */
export interface SocketTask {
  onMessage(listener: (e: { data: any }) => void): unknown
  onClose(listener: (e: { code?: number; reason?: string }) => void): unknown
  onError(listener: (e: { errMsg?: string }) => void): unknown
  send(o: { data: string }): unknown
  close(o: { code: number; reason: string }): unknown
}

/** What `getSystemInfoSync` tells. */
export interface SystemInfo {
  platform?: string
  system?: string
  model?: string
  /** Fields of the login packet by tag, of hosts made by hand: 24 browser, 41 kind of host (100 browser), 42 user agent, 44 `BROWSER`, … */
  login?: Record<number, unknown>
}

/** An upload of the host; WeChat's `UploadTask` is one. */
export interface HostUpload {
  abort(): void
  onProgressUpdate?(listener: (e: { progress: number; totalBytesSent: number; totalBytesExpectedToSend: number }) => void): unknown
}

/**
 * Where the client runs: the part of a mini-program's API that it uses. `wx`, `my`, `swan`, `tt`, `qq` and `uni` are such objects;
 * `browser()` and `node()` make one.
 */
export interface Host {
  request(o: { url: string; timeout: number; dataType: string; success(res: { statusCode?: number; status?: number; data: unknown }): void; fail(e?: unknown): void }): unknown
  connectSocket(o: { url: string; multiple: true; success(): void; fail(e?: { errMsg?: string }): void }): SocketTask
  /** Posts a form with a file in it. Mini-programs take a `filePath`; browser and Node a `file` too. Needed by `@nim/storage`. */
  uploadFile?(o: { url: string; name: string; filePath: any; file?: any; formData: Record<string, string>; success(res: { statusCode?: number; data: unknown }): void; fail(e?: unknown): void }): HostUpload
  getStorageSync(key: any): any
  setStorageSync(key: any, value?: any): void
  getSystemInfoSync(): SystemInfo
  onNetworkStatusChange?(listener: (e: { isConnected: boolean; networkType: string }) => void): void
  offNetworkStatusChange?(listener: unknown): void
  onAppShow?(listener: () => void): void
  offAppShow?(listener: unknown): void
}

/** Name of the global, number in the login packet, title in the user agent. */
export type Flavour = readonly [kind: string, hostEnv: number, title: string]

declare const tt: Host, swan: Host, my: Host, qq: Host, wx: Host

/** The host given, or the one this script runs in: looks for its global and `getSystemInfo`, never at `window`. */
export function findHost(given?: Host): [Host | undefined, Flavour] {
  const known: [() => Host, ...Flavour][] = [
    [() => tt, 'tt', 104, 'Tiktok'],
    [() => swan, 'swan', 103, 'Baidu'],
    [() => my, 'my', 102, 'Ali'],
    [() => qq, 'qq', 0, 'QQ'],
    [() => wx, 'wx', 6, 'WeChat'],
  ]
  for (const [read, ...flavour] of known) {
    try {
      const host: any = read()
      if (given ? host === given : host.getSystemInfo) return [host, flavour]
    } catch {} // there is no such global
  }
  return [given, ['', 0, 'Other']]
}

/** Adds (`on`) or takes away (`off`) listeners of the host's events, as far as it can. */
export function subscribe(what: 'on' | 'off', host: any, listeners: Record<string, (e: any) => void>): void {
  for (const event in listeners) if (host[what + event]) host[what + event](listeners[event])
}
