export const help = {
  title: '帮助',
  intro: '每一项怎样使用，按角色排列；与你的角色有关的在前面。',
  introPublic: '登录之后可以看到全部说明。',
  everyone: '所有人',
  others: '其他说明',
};
