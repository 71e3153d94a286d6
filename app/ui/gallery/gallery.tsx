import { useSearchParams } from '@remix-run/react';
import { type ReactNode, useState } from 'react';
import { BarList } from '#app/ui/charts/bar-list.tsx';
import { HoursRing } from '#app/ui/charts/hours-ring.tsx';
import { Button, type ButtonTone, LinkButton } from '#app/ui/components/button.tsx';
import { Callout } from '#app/ui/components/callout.tsx';
import { DefinitionList } from '#app/ui/components/definition-list.tsx';
import { Dialog } from '#app/ui/components/dialog.tsx';
import { Disclosure } from '#app/ui/components/disclosure.tsx';
import { EmptyState } from '#app/ui/components/empty-state.tsx';
import { Field } from '#app/ui/components/field.tsx';
import { FilterBar } from '#app/ui/components/filter-bar.tsx';
import { FormError } from '#app/ui/components/form-error.tsx';
import {
  Checkbox,
  PasswordInput,
  RadioGroup,
  SearchInput,
  Select,
  TextArea,
  TextInput,
} from '#app/ui/components/inputs.tsx';
import { useAnnounce } from '#app/ui/components/live-region.tsx';
import { LocalTextView } from '#app/ui/components/local-text-view.tsx';
import { Marks } from '#app/ui/components/marks.tsx';
import { Pager } from '#app/ui/components/pager.tsx';
import { ProgressBar } from '#app/ui/components/progress-bar.tsx';
import { Skeleton } from '#app/ui/components/skeleton.tsx';
import { StateLine } from '#app/ui/components/state-line.tsx';
import { Badge, Status, type Tone } from '#app/ui/components/status.tsx';
import { type Column, Table } from '#app/ui/components/table.tsx';
import { TableTools } from '#app/ui/components/table-tools.tsx';
import { Tabs } from '#app/ui/components/tabs.tsx';
import { Time } from '#app/ui/components/time.tsx';
import type { IconProps } from '#app/ui/icons/icon.tsx';
import * as icons from '#app/ui/icons/icons.tsx';
import { lessonComponents as L, LessonBody } from '#app/ui/mdx/lesson-components.tsx';
import { QuizSlotContext } from '#app/ui/mdx/quiz-slot.ts';
import { ExamShell } from '#app/ui/shells/exam-shell.tsx';
import { LearnerShell } from '#app/ui/shells/learner-shell.tsx';
import { PublicShell } from '#app/ui/shells/public-shell.tsx';
import { StaffShell } from '#app/ui/shells/staff-shell.tsx';

/*
 * A page for those who build: sample texts stand here as they are, in the language in which they would be content.
 * ?shell=staff|learner|exam|public shows the same things inside another shell.
 */

const TONES: readonly Tone[] = ['ok', 'warn', 'seal', 'active', 'neutral'];
const BUTTONS: readonly ButtonTone[] = ['primary', 'secondary', 'quiet', 'danger'];
const NOON = Date.UTC(2026, 10, 20, 4, 30, 5);

type Row = { id: string; name: string; unit: string; status: Tone; hours: number };
const ROWS: readonly Row[] = [
  { id: '1', name: '王建国', unit: '信息中心 应用处', status: 'ok', hours: 9600 },
  { id: '2', name: '欧阳淑芬', unit: '人力资源和社会保障局 职业能力建设科', status: 'warn', hours: 4250 },
  { id: '3', name: 'Адиля Abdurehim', unit: '民族事务委员会', status: 'seal', hours: 0 },
];
const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', header: '姓名', cell: (row) => row.name, sort: 'name', onPhone: 'title' },
  { key: 'unit', header: '单位', cell: (row) => row.unit, sort: 'unit' },
  { key: 'status', header: '状态', cell: (row) => <Status tone={row.status}>在职</Status>, onPhone: 'fact' },
  {
    key: 'hours',
    header: '学时',
    cell: (row) => <Marks value={row.hours} />,
    align: 'end',
    sort: 'hours',
    onPhone: 'fact',
  },
];

export function Gallery() {
  const [params] = useSearchParams();
  switch (params.get('shell')) {
    case 'staff':
      return (
        <StaffShell
          title="人员"
          breadcrumb={[{ label: '工作台', to: '/staff' }]}
          intro="名册来自人事系统，每晚更新一次。"
          action={
            <Button tone="primary" icon={<icons.DownloadIcon />} type="button">
              导出名册
            </Button>
          }
        >
          <Rows />
        </StaffShell>
      );
    case 'exam':
      return <ExamSample />;
    case 'public':
      return (
        <PublicShell narrow>
          <FormSample />
        </PublicShell>
      );
    default:
      return (
        <LearnerShell wide={params.get('shell') !== 'learner'}>
          <All />
        </LearnerShell>
      );
  }
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-12">
      <h2 className="mb-4 border-b border-line pb-2 text-18">{title}</h2>
      <div className="flex flex-col gap-6">{children}</div>
    </section>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-3">{children}</div>
);

function Rows() {
  return (
    <>
      <FilterBar names={['q', 'state']} tools={<TableTools columns={COLUMNS} />}>
        <div className="w-full sm:w-72">
          <SearchInput name="q" label="按姓名或工号查找" />
        </div>
        <div className="w-full sm:w-48">
          <Select name="state" aria-label="状态">
            <option value="">全部状态</option>
            <option value="active">在职</option>
          </Select>
        </div>
      </FilterBar>
      <Table
        caption="人员"
        columns={COLUMNS}
        rows={ROWS}
        rowKey={(row) => row.id}
        rowLink={(row) => `/_ui?row=${row.id}`}
      />
      <Pager page={2} pageSize={50} total={4032} />
    </>
  );
}

function FormSample() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="font-serif text-28">登录</h1>
      <FormError faults={[{ fieldId: 'sample-password', message: '请输入密码' }]}>
        用户名或密码不对，请检查后再试。
      </FormError>
      <Field label="用户名" required hint="单位统一分配的账号">
        <TextInput name="username" defaultValue="learner" autoComplete="username" />
      </Field>
      <Field label="密码" required id="sample-password" error="请输入密码">
        <PasswordInput name="password" />
      </Field>
      <Button tone="primary" wide>
        登录
      </Button>
    </div>
  );
}

function ExamSample() {
  return (
    <ExamShell
      title="电子政务与信息安全 初级考试"
      candidate={{ name: '王建国', number: 'XK-2026-00417' }}
      clock="24:09"
      saveState={<Status tone="ok">已保存</Status>}
      overviewFace="12 / 20"
      overview={
        <ol className="grid grid-cols-5 gap-2">
          {Array.from({ length: 20 }, (_, i) => i + 1).map((number) => (
            <li
              key={number}
              className="figures flex h-10 items-center justify-center rounded-control border border-control text-14"
            >
              {number}
            </li>
          ))}
        </ol>
      }
      submit={
        <Button tone="primary" type="button">
          交卷
        </Button>
      }
      notice={{ tone: 'warn', text: '网络中断，答案已存在本机，恢复后自动上传。' }}
    >
      <p className="text-13 text-ink-2">单项选择题，5分</p>
      <p className="mt-2 max-w-reading text-18 leading-reading">下列哪一项最能说明电子政务与办公自动化的区别？</p>
    </ExamShell>
  );
}

function All() {
  const [open, setOpen] = useState(false);
  const announce = useAnnounce();
  return (
    <>
      <h1 className="mb-8 font-serif text-28">界面部件</h1>
      <Group title="按钮">
        {([false, true] as const).map((pending) => (
          <Line key={String(pending)}>
            {BUTTONS.map((tone) => (
              <Button key={tone} tone={tone} type="button" pending={pending}>
                {tone === 'danger' ? '撤销证书 XK-00417' : '导出成绩'}
              </Button>
            ))}
            <Button type="button" disabled>
              不可用
            </Button>
          </Line>
        ))}
        <Line>
          <Button type="button" size="small" icon={<icons.DownloadIcon size={16} />}>
            导出
          </Button>
          <Button type="button" size="small" tone="primary">
            保存
          </Button>
          <LinkButton to="/_ui" tone="quiet" icon={<icons.ArrowRightIcon size={16} />}>
            继续学习
          </LinkButton>
        </Line>
      </Group>
      <Group title="表单">
        <div className="max-w-form">
          <FormSample />
        </div>
        <div className="flex max-w-form flex-col gap-5">
          <Field label="理由" hint="会写入审计日志">
            <TextArea name="reason" />
          </Field>
          <Field label="等级">
            <Select name="tier">
              <option>初级</option>
              <option>中级</option>
            </Select>
          </Field>
          <RadioGroup
            legend="外观"
            name="look"
            value="a"
            options={[
              { value: 'a', label: '跟随系统', hint: '白天浅色，夜里深色' },
              { value: 'b', label: '浅色' },
              { value: 'c', label: '深色', disabled: true },
            ]}
          />
          <Checkbox name="agree" label="我已阅读考场规则" hint="勾选后才能开始" />
        </div>
      </Group>
      <Group title="状态">
        <Line>
          {TONES.map((tone) => (
            <Status key={tone} tone={tone}>
              {tone}
            </Status>
          ))}
        </Line>
        <Line>
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </Line>
        {TONES.map((tone) => (
          <Callout
            key={tone}
            tone={tone}
            title="有3名学员的学时不足"
            action={<LinkButton to="/_ui">查看名单</LinkButton>}
          >
            12月31日前未达到90学时的，年度考核不能评为优秀。
          </Callout>
        ))}
        <StateLine
          label="考核年度"
          current="checked"
          steps={[
            { key: 'open', label: '已开启', note: '1月5日' },
            { key: 'computed', label: '已计算', note: '11月18日 09:30' },
            { key: 'checked', label: '核对中', note: '还有12条差异' },
            { key: 'locked', label: '已锁定' },
          ]}
        />
      </Group>
      <Group title="表格">
        <Rows />
        {(['loading', 'error', 'no-permission'] as const).map((state) => (
          <Table key={state} caption="人员" state={state} columns={COLUMNS} rows={[]} rowKey={(row) => row.id} />
        ))}
        <Table
          caption="人员"
          columns={COLUMNS}
          rows={[]}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              title="没有符合条件的人员"
              text="放宽条件，或清除全部筛选。"
              action={<LinkButton to="/_ui">清除筛选</LinkButton>}
            />
          }
        />
      </Group>
      <Group title="结构">
        <Tabs
          label="查看"
          current="hours"
          tabs={[
            { key: 'hours', to: '/_ui', label: '学时', count: 14 },
            { key: 'certificates', to: '/_ui?tab=c', label: '证书', count: 1 },
            { key: 'grades', to: '/_ui?tab=g', label: '成绩' },
          ]}
        />
        <DefinitionList
          items={[
            { term: '证书编号', value: 'XK-2026-0000417' },
            { term: '颁发日期', value: <Time day="2026-11-20" /> },
            { term: '交卷时间', value: <Time at={NOON} form="second" /> },
            { term: '得分', value: <Marks value={8750} max={10000} /> },
            { term: '类别', value: <LocalTextView text={{ zh: '通用' }} /> },
          ]}
        />
        <Disclosure summary="这个分数是怎么来的">按双向细目表计分，不设倒扣。</Disclosure>
        <EmptyState
          icon={<icons.CertificateIcon size={32} />}
          title="还没有证书"
          text="通过初级考试后，证书当场生成。"
          action={<LinkButton to="/_ui">查看考试</LinkButton>}
        />
        <Skeleton />
        <Line>
          <Button type="button" onClick={() => setOpen(true)}>
            打开对话框
          </Button>
          <Button type="button" onClick={() => announce({ text: '答案已保存' })}>
            发一条通知
          </Button>
          <Button type="button" onClick={() => announce({ text: '网络中断，答案存在本机', tone: 'warn' })}>
            发一条警示
          </Button>
        </Line>
        <Dialog
          open={open}
          onClose={() => setOpen(false)}
          title="交卷？交卷后不能再改答案"
          actions={
            <>
              <Button type="button" onClick={() => setOpen(false)}>
                继续答题
              </Button>
              <Button type="button" tone="danger">
                交卷
              </Button>
            </>
          }
        >
          20题中还有3题没有作答：第4、9、17题。
        </Dialog>
      </Group>
      <Group title="图">
        <Line>
          <HoursRing earned={0} required={9000} />
          <HoursRing earned={4250} required={9000} />
          <HoursRing earned={9600} required={9000} />
        </Line>
        <ProgressBar label="课程进度" value={3} max={8} text="3 / 8 课" />
        <BarList
          caption="各能力项得分"
          labelHeader="能力项"
          valueHeader="得分率"
          max={100}
          mark={{ value: 60, label: '合格线60%' }}
          items={[
            { key: 'a', label: '信息化基础', value: 92, text: '92%', note: '4题' },
            { key: 'b', label: '电子政务的内涵', value: 55, text: '55%' },
            { key: 'c', label: '移动介质与保密', value: null, text: '未考' },
          ]}
        />
      </Group>
      <Group title="课文部件">
        <LessonSample />
      </Group>
      <Group title="图标">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-4">
          {(Object.entries(icons) as [string, (props: IconProps) => ReactNode][]).map(([name, OneIcon]) => (
            <li key={name} className="flex flex-col items-center gap-2 text-12 text-ink-2">
              <OneIcon size={24} className="text-ink" />
              {name.replace(/Icon$/, '')}
            </li>
          ))}
        </ul>
      </Group>
    </>
  );
}

function LessonSample() {
  return (
    <QuizSlotContext.Provider value={<Callout tone="active" title="小测在这里" />}>
      <LessonBody>
        <L.h2>一、从一个电话说起</L.h2>
        <p>
          各部件在真实课文里的样子，请看课文。这里只列出课文用不到的组合：六个环节、五条连线、带<code>代码</code>
          的表格和
          <L.a href="https://example.gov.cn/">站外链接</L.a>。
        </p>
        <L.Callout kind="note" title="边注">
          <p>宽屏上站在页边，窄屏上回到正文。</p>
        </L.Callout>
        <L.Process caption="六个环节" alt="六个环节依次相连">
          {['申请', '受理', '审核', '决定', '送达', '归档'].map((title) => (
            <L.Stage key={title} title={title}>
              每一步留下经手人和时间。
            </L.Stage>
          ))}
        </L.Process>
        <L.Relations caption="五条连线" alt="以政府为中心的五条连线" hub="政府">
          {['其他政府部门', '企业', '公民', '公务员', '社会组织'].map((to, i) => (
            <L.Link key={to} to={to} label={`G2${'GBCEN'[i]}`}>
              公文、数据、联合办理。
            </L.Link>
          ))}
        </L.Relations>
        <L.Bars caption="百分比对着100画" alt="条形图" unit="%">
          <L.Bar label="线上办理" value="42.5">
            比上年多6个百分点
          </L.Bar>
          <L.Bar label="窗口办理" value="57.5" />
        </L.Bars>
        <blockquote>
          <p>一件事，一次办。</p>
        </blockquote>
        <L.h3>清单</L.h3>
        <ul>
          <li>第一项</li>
          <li>第二项</li>
        </ul>
        <L.Quiz />
      </LessonBody>
    </QuizSlotContext.Provider>
  );
}
