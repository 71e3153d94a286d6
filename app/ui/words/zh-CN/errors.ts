export const errors = {
  notFoundTitle: '没有找到这一页',
  notFoundText: '地址可能已经变更，或者这一页不对你开放。请从导航重新进入。',
  forbiddenTitle: '你没有打开这一页的权限',
  forbiddenText: '这一页只对特定岗位开放，你当前的角色不包括它。如果工作需要，请联系本单位的安全管理员授权。',
  brokenTitle: '这一页暂时打不开',
  brokenText:
    '服务器处理时出了问题，已经记录下来。你之前保存的内容没有受影响。请稍后刷新；如果反复出现，请告诉管理员发生的时间。',
  otherTitle: '这个请求没有完成',
  otherText: '服务器没有接受这个请求。请返回上一页再试；如果反复出现，请告诉管理员。',
  toHome: '回到首页',
  reload: '刷新本页',
  requestId: '报告时请附上这个编号：',
  status: '状态码{{status}}',
};
