import type { Language } from '#app/domain/kernel/local-text.ts';
import type { Finding } from './finding.ts';

/** What a finding says, and after it what to do; an empty second part where there is nothing to do. */
type Sentence = Readonly<Record<Language, readonly [says: string, todo: string]>>;

const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  environment: { 'zh-CN': '环境变量', en: 'environment' },
  node: { 'zh-CN': 'Node.js', en: 'Node.js' },
  'data-folder': { 'zh-CN': '数据目录', en: 'data folder' },
  disk: { 'zh-CN': '磁盘空间', en: 'disk' },
  'public-url': { 'zh-CN': '访问地址', en: 'public address' },
  fonts: { 'zh-CN': '字体', en: 'fonts' },
  'mail-server': { 'zh-CN': '邮件服务器', en: 'mail server' },
  database: { 'zh-CN': '数据库', en: 'database' },
  migrations: { 'zh-CN': '数据库结构', en: 'migrations' },
  records: { 'zh-CN': '数据', en: 'records' },
  server: { 'zh-CN': '服务', en: 'server' },
  keys: { 'zh-CN': '签名密钥', en: 'signing keys' },
  clock: { 'zh-CN': '时钟', en: 'clock' },
  events: { 'zh-CN': '待处理事件', en: 'events' },
  attempts: { 'zh-CN': '到时答卷', en: 'attempts' },
  certificates: { 'zh-CN': '证书签发', en: 'certificates' },
  anchors: { 'zh-CN': '审计锚点', en: 'audit anchors' },
  mail: { 'zh-CN': '邮件发送', en: 'mail' },
  backup: { 'zh-CN': '备份', en: 'backup' },
  drill: { 'zh-CN': '恢复演练', en: 'drill' },
};

/** Every sentence by its code; `{name}` stands for a value. A code without one fails a test. */
export const SENTENCES: Readonly<Record<string, Sentence>> = {
  failed: {
    'zh-CN': ['检查没有完成：{error}', '请把这一行和服务日志交给技术支持。'],
    en: ['could not be looked at: {error}', 'Give this line and the server’s log to support.'],
  },
  environment: { 'zh-CN': ['取值有效', ''], en: ['all values are valid', ''] },
  'environment-invalid': {
    'zh-CN': ['{error}', '改正这些环境变量；服务在改正之前不会启动。'],
    en: ['{error}', 'Correct these variables; the server does not start before.'],
  },
  node: { 'zh-CN': ['版本{version}', ''], en: ['version {version}', ''] },
  'node-old': {
    'zh-CN': ['版本{version}过旧', '安装Node.js 20.19或更新版本。'],
    en: ['version {version} is too old', 'Install Node.js 20.19 or later.'],
  },
  data: { 'zh-CN': ['{folder}可读写', ''], en: ['{folder} can be read and written', ''] },
  'data-missing': {
    'zh-CN': ['没有{folder}', '检查DATA_DIR是否与服务使用的相同；全新安装时先启动一次服务。'],
    en: [
      'there is no {folder}',
      'See that DATA_DIR is the one that the server uses; on a new installation start it once.',
    ],
  },
  'data-unusable': {
    'zh-CN': ['{folder}不能读写', '把目录交给服务账号：chown -R 服务账号 {folder}；并用该账号运行本命令。'],
    en: [
      '{folder} cannot be read and written',
      'Give it to the service’s user (chown -R USER {folder}) and run this command as that user.',
    ],
  },
  'data-open': {
    'zh-CN': ['任何人都能写{folder}', '收回权限：chmod o-w {folder}'],
    en: ['everybody may write to {folder}', 'Take that right away: chmod o-w {folder}'],
  },
  'data-half-restored': {
    'zh-CN': ['{folder}里有一次没有完成的恢复', '重新运行 npm run xk -- restore 备份目录；它会先清理再恢复。'],
    en: [
      'a restore into {folder} was cut off',
      'Run npm run xk -- restore DIR again; it clears what is there and begins anew.',
    ],
  },
  disk: { 'zh-CN': ['剩余{free} MB', ''], en: ['{free} MB free', ''] },
  'disk-low': {
    'zh-CN': ['剩余{free} MB，不多了', '在下一场考试之前清理或扩大磁盘。'],
    en: ['{free} MB free, which is little', 'Free some or enlarge the disk before the next exam.'],
  },
  'disk-full': {
    'zh-CN': ['只剩{free} MB，至少需要{least} MB', '立即清理或扩大磁盘：写满之后作答不能保存。'],
    en: [
      'only {free} MB are free, at least {least} MB are needed',
      'Free some or enlarge the disk now: on a full one answers cannot be saved.',
    ],
  },
  url: { 'zh-CN': ['{url}', ''], en: ['{url}', ''] },
  'url-local': {
    'zh-CN': ['{url}只能在本机访问', '正式使用时设置PUBLIC_URL为用户访问的https地址。'],
    en: [
      '{url} is reached from this machine alone',
      'For others set PUBLIC_URL to the https address that people type.',
    ],
  },
  'url-plain': {
    'zh-CN': [
      '{url}不是https',
      '在前面放带TLS的反向代理，并把PUBLIC_URL改为https地址：否则口令明文传输，浏览器也不能可靠保存作答。',
    ],
    en: [
      '{url} is not https',
      'Put a proxy with TLS in front and set PUBLIC_URL to its https address: passwords travel openly, and a browser cannot keep answers reliably.',
    ],
  },
  'url-no-proxy': {
    'zh-CN': [
      '{url}由反向代理提供，但TRUSTED_PROXIES是空的',
      '把代理的地址写入TRUSTED_PROXIES，否则所有人看起来来自同一个地址。',
    ],
    en: [
      '{url} is served by a proxy, but TRUSTED_PROXIES is empty',
      'Name the proxy’s address in TRUSTED_PROXIES, or everybody seems to come from one address.',
    ],
  },
  fonts: { 'zh-CN': ['可用，另有{own}个自备字体', ''], en: ['usable, {own} of your own besides', ''] },
  'fonts-broken': {
    'zh-CN': ['自带字体不能使用', '重新安装依赖：npm ci'],
    en: ['the fonts that come with the product are unusable', 'Install the packages again: npm ci'],
  },
  'font-unreadable': {
    'zh-CN': ['字体{file}不能读取', '换一个TTF或OTF文件（不是TTC），并让服务账号可读。'],
    en: [
      'the font {file} cannot be read',
      'Replace it with a TTF or OTF file (no TTC) that the service’s user may read.',
    ],
  },
  'mail-off': { 'zh-CN': ['没有配置邮件', ''], en: ['no mail is configured', ''] },
  'mail-server': { 'zh-CN': ['{host}:{port}可以连接', ''], en: ['{host}:{port} answers', ''] },
  'mail-unreachable': {
    'zh-CN': ['连接不上{host}:{port}', '检查SMTP_URL、网络和防火墙。'],
    en: ['{host}:{port} cannot be reached', 'See SMTP_URL, the network and its firewall.'],
  },
  'database-sqlite': { 'zh-CN': ['{file}完好，可写', ''], en: ['{file} is sound and can be written', ''] },
  'database-postgres': {
    'zh-CN': ['{host}上的{name}（PostgreSQL {version}）可写', ''],
    en: ['{name} on {host} (PostgreSQL {version}) can be written', ''],
  },
  'database-missing': {
    'zh-CN': ['没有{file}', '检查DATA_DIR；全新安装时启动一次服务，否则用 npm run xk -- restore 从备份恢复。'],
    en: [
      'there is no {file}',
      'See DATA_DIR; start the server once on a new installation, else restore from a backup (npm run xk -- restore DIR).',
    ],
  },
  'database-damaged': {
    'zh-CN': [
      '{file}已经损坏：{error}',
      '停止服务，把整个数据目录另存一份，然后从最近的备份恢复到空目录：npm run xk -- restore 备份目录',
    ],
    en: [
      '{file} is damaged: {error}',
      'Stop the server, keep a copy of the whole data folder, then restore the last backup into an empty one: npm run xk -- restore DIR',
    ],
  },
  'database-journal': {
    'zh-CN': ['日志模式是{journal}', '启动服务时会改回WAL；如果没有，检查文件系统是否支持（网络盘不支持）。'],
    en: [
      'the journal mode is {journal}',
      'The server sets it to WAL when it starts; if not, the file system may not support it (network drives do not).',
    ],
  },
  'database-not-writable': {
    'zh-CN': ['{file}不能写：{error}', '检查文件和目录的属主与权限，以及磁盘是否写满或只读。'],
    en: [
      '{file} cannot be written: {error}',
      'See the owner and rights of file and folder, and whether the disk is full or read-only.',
    ],
  },
  'database-unreachable': {
    'zh-CN': ['连接不上{host}上的{name}：{error}', '检查PostgreSQL是否运行，DATABASE_URL的地址、账号和口令是否正确。'],
    en: [
      '{name} on {host} cannot be reached: {error}',
      'See that PostgreSQL runs, and the address, role and password in DATABASE_URL.',
    ],
  },
  'database-read-only': {
    'zh-CN': ['{host}上的{name}只读', '这是备库或被设为只读；把DATABASE_URL指向主库。'],
    en: ['{name} on {host} is read-only', 'It is a standby or was set so; point DATABASE_URL to the primary.'],
  },
  'database-not-durable': {
    'zh-CN': ['{host}上的{name}关闭了fsync或synchronous_commit', '打开它们：断电时已经回执的作答会丢失。'],
    en: [
      'fsync or synchronous_commit is off for {name} on {host}',
      'Turn them on: acknowledged answers would be lost with the power.',
    ],
  },
  migrations: { 'zh-CN': ['是最新的（{applied}）', ''], en: ['current ({applied})', ''] },
  'migrations-none': {
    'zh-CN': ['数据库里还没有表', '启动一次服务，它会建立数据库结构。'],
    en: ['the database has no tables yet', 'Start the server once; it makes them.'],
  },
  'migrations-behind': {
    'zh-CN': ['只应用了{applied}个，本版本有{known}个', '先备份，再启动服务：它会升级数据库结构。'],
    en: ['{applied} of {known} are applied', 'Make a backup, then start the server: it applies the rest.'],
  },
  'migrations-newer': {
    'zh-CN': ['数据库属于更新的版本', '使用那个版本的程序；旧版本不能打开它。'],
    en: ['the database belongs to a newer release', 'Run that release; this one cannot open it.'],
  },
  'records-unknown': {
    'zh-CN': ['以上问题解决之前无法检查', ''],
    en: ['cannot be looked at before the above is mended', ''],
  },
  server: { 'zh-CN': ['正在运行', ''], en: ['runs', ''] },
  'server-unknown': { 'zh-CN': ['使用PostgreSQL时不在这里检查', ''], en: ['is not looked for on PostgreSQL', ''] },
  'server-off': {
    'zh-CN': ['没有服务在使用这个数据目录', '如果应该运行，请启动并查看它的日志。'],
    en: ['no server uses this data folder', 'If one should, start it and see its log.'],
  },
  keys: { 'zh-CN': ['现用密钥{key}可用', ''], en: ['the key in force, {key}, is usable', ''] },
  'keys-none': { 'zh-CN': ['还没有签过名，没有密钥', ''], en: ['nothing was signed yet, so there is none', ''] },
  'keys-missing': {
    'zh-CN': [
      '没有现用密钥的文件{file}',
      '从备份取回；确实丢失时运行 npm run xk -- key rotate。在此之前不能签发证书。',
    ],
    en: [
      'the file of the key in force is missing: {file}',
      'Bring it back from a backup, or if it is lost run npm run xk -- key rotate. No certificate can be issued before.',
    ],
  },
  'keys-unreadable': {
    'zh-CN': ['密钥{file}不能读取', '用服务账号运行本命令，或把文件交给该账号。'],
    en: ['the key {file} cannot be read', 'Run this command as the service’s user, or give the file to it.'],
  },
  'keys-other': {
    'zh-CN': ['{file}不是现用的那把密钥', '从备份取回正确的文件；签出的内容将无法验证。'],
    en: [
      '{file} is not the key in force',
      'Bring the right file back from a backup: what it signs cannot be verified.',
    ],
  },
  'keys-open': {
    'zh-CN': [
      '别的账号也能读：{files}',
      '收回权限：chmod 700 {folder}; chmod 600 {folder}/*。如果可能被人看过，请更换密钥：npm run xk -- key rotate',
    ],
    en: [
      'other users may read {files}',
      'Take that away: chmod 700 {folder}; chmod 600 {folder}/*. If somebody may have seen a key, replace it: npm run xk -- key rotate',
    ],
  },
  clock: { 'zh-CN': ['{time}，不早于最后的记录', ''], en: ['{time}, not before the last entry of the log', ''] },
  'clock-behind': {
    'zh-CN': [
      '现在是{time}，比最后的审计记录早{seconds}秒',
      '打开时间同步（systemctl enable --now systemd-timesyncd 或 chrony）并校正时间。',
    ],
    en: [
      'it is {time}, {seconds} s before the last entry of the log',
      'Turn time synchronisation on (systemd-timesyncd or chrony) and set the clock.',
    ],
  },
  events: { 'zh-CN': ['{waiting}个在等待', ''], en: ['{waiting} waiting', ''] },
  'events-late': {
    'zh-CN': ['{waiting}个在等待，最早的等了{minutes}分钟', '确认服务在运行；看它的日志里“event”开头的错误。'],
    en: [
      '{waiting} waiting, the oldest for {minutes} min',
      'See that the server runs, and the errors about events in its log.',
    ],
  },
  'event-failing': {
    'zh-CN': ['{type}交给{handler}失败了{attempts}次：{error}', '按错误处理；之后会自动重试（事件{eventId}）。'],
    en: [
      '{type} failed {attempts} times with {handler}: {error}',
      'Mend what the error says; it is tried again by itself (event {eventId}).',
    ],
  },
  attempts: { 'zh-CN': ['没有过期未收的答卷', ''], en: ['none is open past its deadline', ''] },
  'attempts-overdue': {
    'zh-CN': ['{count}份答卷到时没有收，最早的已过{minutes}分钟', '启动服务：它会按各自的截止时刻收卷，作答不受影响。'],
    en: [
      '{count} are open past their deadline, the first for {minutes} min',
      'Start the server: it closes them as of their deadlines; no answer is affected.',
    ],
  },
  certificates: { 'zh-CN': ['没有等待签发的', ''], en: ['none waits', ''] },
  'certificates-waiting': {
    'zh-CN': ['{count}张因缺字等待签发，最久{days}天', '把含有这些字的字体放进DATA_DIR/fonts；缺哪些字见证书页。'],
    en: [
      '{count} wait for a character, up to {days} days',
      'Put a font that has it into DATA_DIR/fonts; the certificates page names the characters.',
    ],
  },
  anchors: { 'zh-CN': ['{n}个，与另存的一致', ''], en: ['{n}, as kept outside the database', ''] },
  'anchors-late': {
    'zh-CN': ['最后一个是{minutes}分钟前的，之后还有未签的记录', '看服务日志；密钥不可用时不能签。'],
    en: [
      'the last is {minutes} min old, and entries after it are not signed',
      'See the server’s log; without its key it cannot sign.',
    ],
  },
  'anchors-differ': {
    'zh-CN': [
      '第{n}个与另存的不同，数据库可能被改动或回退过',
      '保持原样，运行 npm run xk -- audit verify，并报告审计管理员。从旧备份恢复之后也会如此。',
    ],
    en: [
      'number {n} is not the one that was kept: the database may have been altered or rolled back',
      'Leave it as it is, run npm run xk -- audit verify, and tell the auditor. After a restore from an older backup this is expected.',
    ],
  },
  'anchors-not-kept': {
    'zh-CN': ['第{n}个没有写入{file}', '检查该文件的权限和磁盘。'],
    en: ['number {n} is not in {file}', 'See that file’s rights and the disk.'],
  },
  mail: { 'zh-CN': ['{waiting}封待发', ''], en: ['{waiting} waiting', ''] },
  'mail-failed': {
    'zh-CN': ['{failed}封已放弃', '查看最近的错误并改正地址或服务器：{error}'],
    en: ['{failed} were given up', 'See the last error and mend the address or the server: {error}'],
  },
  'mail-late': {
    'zh-CN': ['{waiting}封待发，一小时以上没有发出', '检查邮件服务器：{error}'],
    en: ['{waiting} waiting for more than an hour', 'See the mail server: {error}'],
  },
  'backup-fresh': { 'zh-CN': ['最近一次不到1小时前', ''], en: ['the last is less than an hour old', ''] },
  backup: { 'zh-CN': ['最近一次是{hours}小时前', ''], en: ['the last is {hours} h old', ''] },
  'backup-none': {
    'zh-CN': ['没有备份记录', '运行 npm run xk -- backup 目录，并按app/platform/operating.md设置每日定时。'],
    en: ['none is on record', 'Run npm run xk -- backup DIR, and schedule it daily (app/platform/operating.md).'],
  },
  'backup-old': {
    'zh-CN': ['最近一次是{hours}小时前', '检查定时备份是否还在运行，现在先备份一次。'],
    en: ['the last is {hours} h old', 'See whether the schedule still runs, and make one now.'],
  },
  drill: { 'zh-CN': ['{days}天前通过', ''], en: ['passed {days} days ago', ''] },
  'drill-none': {
    'zh-CN': ['备份从没有演练过', '运行 npm run xk -- drill 备份目录；没有试过的备份不能算备份。'],
    en: ['no backup was ever tried out', 'Run npm run xk -- drill DIR; a backup that was never tried is none.'],
  },
  'drill-failed': {
    'zh-CN': [
      '{time}的演练没有通过：恢复出来的与备份时不同，或者不能使用',
      '看演练报告，重新备份并再演练一次；旧备份先不要删除。',
    ],
    en: [
      'the drill at {time} failed: what came out is not what was backed up, or cannot be used',
      'Read its report, make a new backup and try that one; keep older backups meanwhile.',
    ],
  },
  'drill-original': {
    'zh-CN': [
      '{days}天前通过，副本与原件一致；原件在备份时自身就有问题（{faults}处）',
      '重新备份不会消除这些问题。运行 npm run xk -- audit verify 逐条查看；如果它没有发现问题，说明备份被改动过，请换一份备份。',
    ],
    en: [
      'passed {days} days ago, the copy equals the original; faults that the original itself had when it was backed up: {faults}',
      'A new backup does not mend them. Run npm run xk -- audit verify to see each; where it finds none, the backup was altered: take another one.',
    ],
  },
  'drill-old': {
    'zh-CN': ['上次演练在{days}天前', '用最近的备份再演练一次：npm run xk -- drill 备份目录'],
    en: ['the last drill was {days} days ago', 'Try the last backup out: npm run xk -- drill DIR'],
  },
};

/** A finding in words: its name, what was found, and what to do. */
export function sayFinding(
  { name, code, values }: Finding,
  language: Language,
): { readonly name: string; readonly says: string; readonly todo: string } {
  const [says = code, todo = ''] = SENTENCES[code]?.[language] ?? [];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? '?'));
  return { name: NAMES[name]?.[language] ?? name, says: fill(says), todo: fill(todo) };
}
