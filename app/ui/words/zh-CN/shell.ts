export const shell = {
  productName: '训考通',
  skipToContent: '跳到正文',
  language: '语言',
  theme: '外观',
  signIn: '登录',
  signOut: '退出',
};
