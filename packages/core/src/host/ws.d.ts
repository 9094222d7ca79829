declare module 'ws' {
  const WebSocket: new (url: string) => unknown
  export default WebSocket
}

declare module 'node:fs/promises' {
  export function readFile(path: string): Promise<Uint8Array>
}
