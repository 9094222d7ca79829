declare module 'ws' {
  const WebSocket: new (url: string) => unknown
  export default WebSocket
}
