import { addDays, type Day } from '#app/domain/kernel/instant.ts';
import { type SeededRandom, seededRandom } from '#app/domain/kernel/random.ts';
import { DEMO_ACCOUNTS } from '#app/domain/people/demo-accounts.ts';
import { POSITION_CATEGORIES, POSITION_LEVELS } from '#app/domain/people/positions.ts';
import { EXCLUSIVE_ROLES, type Role } from '#app/domain/people/roles.ts';

export type DemoUnit = { readonly code: string; readonly name: string; readonly parent: string | null };

/** Every unit of the demo exists since this day. */
export const DEMO_UNITS_SINCE: Day = '2015-01-01';
export const DEMO_ROOT = 'SF';

/** Three levels of an authority that cannot be mistaken for a real one: 示范 means "for demonstration". */
export const DEMO_UNITS: readonly DemoUnit[] = [
  { code: 'SF', name: '示范市人民政府', parent: null },
  { code: 'SF01', name: '示范市政府办公室', parent: 'SF' },
  { code: 'SF0101', name: '综合科', parent: 'SF01' },
  { code: 'SF0102', name: '信息科', parent: 'SF01' },
  { code: 'SF02', name: '示范市数据局', parent: 'SF' },
  { code: 'SF0201', name: '政务数据科', parent: 'SF02' },
  { code: 'SF0202', name: '网络安全科', parent: 'SF02' },
  { code: 'SF03', name: '示范市人力资源和社会保障局', parent: 'SF' },
  { code: 'SF0301', name: '教育培训科', parent: 'SF03' },
  { code: 'SF04', name: '示范区人民政府', parent: 'SF' },
  { code: 'SF0401', name: '示范区政府办公室', parent: 'SF04' },
  { code: 'SF0402', name: '示范区政务服务中心', parent: 'SF04' },
];

export type DemoPerson = {
  readonly employeeNo: string;
  readonly name: string;
  /** From the first posting to the last; each ends when the next begins. */
  readonly postings: readonly {
    readonly unit: string;
    readonly positionLevel: string;
    readonly category: string;
    readonly validFrom: Day;
  }[];
  readonly roles: readonly { readonly role: Role; readonly unit: string; readonly reason: string }[];
  readonly username: Role | null;
};

const STAFF = 120;
/** As many as have no common factor with the sixty pairs below, so that no name comes twice. */
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭'];
const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];

/** Given names are the sixty pairs by which years were counted: of the usual length, and plainly invented. */
const nameOf = (i: number) => `${SURNAMES[i % SURNAMES.length]}${STEMS[i % 10]}${BRANCHES[i % 12]}`;

/** Where the person behind a demo account serves, and at what the account's role is held. */
const PLACE_OF: Partial<Record<Role, string>> = {
  learner: 'SF0101',
  trainer: 'SF0301',
  reviewer: 'SF0201',
  examoffice: 'SF0301',
  hr: 'SF03',
  invigilator: 'SF0102',
  marker: 'SF0401',
  sysadmin: 'SF0202',
  secadmin: 'SF02',
  auditor: 'SF01',
};

/**
 * The staff of the demo: the ten accounts first, in their order, then everyone else. The same for the same year.
 * @param year the year of loading; some joined in it, some were transferred in the year before.
 */
export function makeDemoRoster(year: number): DemoPerson[] {
  const random = seededRandom(`demo roster ${year}`);
  const below = DEMO_UNITS.filter((unit) => unit.parent !== null).map((unit) => unit.code);
  return Array.from({ length: STAFF }, (_, i): DemoPerson => {
    const account = DEMO_ACCOUNTS[i] ?? null;
    const unit = (account && PLACE_OF[account]) ?? below[i % below.length] ?? DEMO_ROOT;
    const heads = i >= DEMO_ACCOUNTS.length && i < DEMO_ACCOUNTS.length + below.length;
    const positionLevel = heads ? pick(random, 2, 5) : pick(random, 6, POSITION_LEVELS.length - 1);
    const category = random.below(10) < 7 ? POSITION_CATEGORIES[0] : pickOf(random, POSITION_CATEGORIES);
    const joinedThisYear = i >= STAFF - 4;
    const transferred = !joinedThisYear && i % 13 === 12;
    const firstDay = joinedThisYear ? `${year}-01-01` : `${2015 + random.below(year - 2017)}-01-01`;
    const first = {
      unit: transferred ? (below[(i + 3) % below.length] ?? DEMO_ROOT) : unit,
      positionLevel,
      category,
      validFrom: addDays(firstDay, random.below(joinedThisYear ? 5 : 300)),
    };
    const next = { unit, positionLevel, category, validFrom: addDays(`${year - 1}-03-01`, random.below(200)) };
    const isAdministrator = account !== null && EXCLUSIVE_ROLES.includes(account);
    return {
      employeeNo: String(10_001 + i),
      name: nameOf(i),
      username: account,
      postings: transferred ? [first, next] : [first],
      roles: [
        ...(isAdministrator ? [] : [{ role: 'learner' as const, unit: first.unit, reason: '在编人员' }]),
        ...(account && account !== 'learner' ? [{ role: account, unit: DEMO_ROOT, reason: '演示账号' }] : []),
        // Someone whose reach is a part of the authority, so that the limits of a reach can be seen.
        ...(i === DEMO_ACCOUNTS.length ? [{ role: 'hr' as const, unit: 'SF04', reason: '示范区人事' }] : []),
      ],
    };
  });
}

const pick = (random: SeededRandom, from: number, to: number): string =>
  POSITION_LEVELS[from + random.below(to - from + 1)] ?? POSITION_LEVELS[POSITION_LEVELS.length - 1] ?? '';

function pickOf<T>(random: SeededRandom, values: readonly [T, ...T[]]): T {
  return values[random.below(values.length)] ?? values[0];
}
