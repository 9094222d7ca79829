import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    nos: '1objectName 2token 3bucket 7expireSec 8tag',
    url: '0safeUrl 1originUrl',
    cdn: '1bucket 2cdnDomain 3ttl+ 4objectNamePrefix',
    gray: '0config 1ttl+',
    policy: '0providers 1ttl+ 3nosPolicy{ 4s3Policy{',
    request: '0provider 1tokenCount 3tag 4returnBody',
    // the group is what S3 is told about the client
    permit: '4token 6bucket 7objectName 10shortUrl |s3 1accessKeyId 2secretAccessKey 3sessionToken 11region',
    files: '1type 2urls',
    fileToken: '1type+ 2tokens{ 3token 4ttl+',
  },
  commands: {
    // responseBody, options
    getNosToken: '6_2 String @nos > @nos',
    getOriginUrl: '6_22 @url > @url',
    getNosCdnHost: '6_26 > @cdn',
    getGrayscaleConfig: '6_27 Property > @gray',
    getMixStorePolicy: '6_28 LongArray > @policy',
    getMixStoreToken: '6_29 @request > @permit',
    getFileAuthToken: '6_30 @files > @fileToken',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
