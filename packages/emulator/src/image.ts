/** Width and height of a PNG, GIF or JPEG; 0 when it is none. */
export function imageSize(data: Buffer): { width: number; height: number } {
  if (data.length >= 24 && data.toString('latin1', 1, 4) === 'PNG') return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
  if (data.length >= 10 && data.toString('latin1', 0, 3) === 'GIF') return { width: data.readUInt16LE(6), height: data.readUInt16LE(8) }
  return data.length >= 4 && data.readUInt16BE(0) === 0xffd8 ? jpegSize(data) : { width: 0, height: 0 }
}

/** Walks the segments to the first frame header. */
function jpegSize(data: Buffer): { width: number; height: number } {
  for (let at = 2; at + 9 < data.length; at += 2 + data.readUInt16BE(at + 2)) {
    if (data[at] !== 0xff) break
    const marker = data[at + 1]!
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) return { width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) }
  }
  return { width: 0, height: 0 }
}
