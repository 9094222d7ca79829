/** The built-in components the preview knows, each with its WXML; `native-x` is the browser's own `x`. */
export const templates: Record<string, string> = {
  view: '<slot></slot>',
  text: '<slot></slot>',
  button: '<slot></slot>',
  input: '<native-input/>',
  textarea: '<native-textarea/>',
  switch: '<native-i/>',
  image: '<native-img/>',
  'scroll-view': '<native-div><slot></slot></native-div>',
}
