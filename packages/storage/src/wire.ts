import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    nosToken: '1objectName 2token 3bucket 4expireTime 7expireSec 8tag 9shortUrl',
    safeUrl: '0safeUrl 1originUrl',
    nosCdn: '1bucket 2cdnDomain 3expire 4objectNamePrefix',
    grayscaleConfig: '0config 1ttl',
    mixStorePolicy: '0providers 1ttl 2mixEnable 3nosPolicy 4s3Policy',
    mixStoreTokenRequest: '0provider 1tokenCount 2fileExpireSec 3tag 4returnBody',
    mixStoreToken:
      '0provider 1accessKeyId 2secretAccessKey 3sessionToken 4token 5expireTime 6bucket 7objectName 8fileExpireSec 9tag 10shortUrl 11region',
    fileAuthTokenRequest: '1type 2urls',
    fileAuthToken: '1type+ 2tokens{ 3token 4ttl+',
  },
  commands: {
    // responseBody, nosToken
    getNosToken: '6_2 String @nosToken > @nosToken',
    getOriginUrl: '6_22 @safeUrl > @safeUrl',
    getNosCdnHost: '6_26 > @nosCdn',
    getGrayscaleConfig: '6_27 Property > @grayscaleConfig',
    getMixStorePolicy: '6_28 LongArray > @mixStorePolicy',
    getMixStoreToken: '6_29 @mixStoreTokenRequest > @mixStoreToken',
    getFileAuthToken: '6_30 @fileAuthTokenRequest > @fileAuthToken',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
