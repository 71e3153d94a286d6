import { Icon, type IconProps } from './icon.tsx';

export const TodayIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3" y="4.5" width="14" height="12.5" rx="1.5" />
    <path d="M3 8.5h14M6.75 2.75v3.5M13.25 2.75v3.5M7 12.75l2 2 4-4" />
  </Icon>
);

export const BookIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 5.5C8.5 4.25 6.25 3.75 3 3.75v11.5c3.25 0 5.5.5 7 1.75 1.5-1.25 3.75-1.75 7-1.75V3.75c-3.25 0-5.5.5-7 1.75zM10 5.5V17" />
  </Icon>
);

export const ExamIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 2.75h7l3.5 3.5v11H5zM12 2.75v3.5h3.5M7.75 10h5M7.75 13.25h3" />
  </Icon>
);

export const PersonIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="6.5" r="3.25" />
    <path d="M3.75 17c.5-3.5 3-5.25 6.25-5.25s5.75 1.75 6.25 5.25" />
  </Icon>
);

export const PeopleIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="7.5" cy="6.75" r="2.75" />
    <path d="M2.25 16.25c.4-3 2.5-4.5 5.25-4.5s4.85 1.5 5.25 4.5M12.75 4.25a2.75 2.75 0 0 1 0 5M14.75 12c1.7.6 2.75 2 3 4.25" />
  </Icon>
);

export const UnitsIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="7" y="2.75" width="6" height="4" rx="0.75" />
    <rect x="2.25" y="13.25" width="6" height="4" rx="0.75" />
    <rect x="11.75" y="13.25" width="6" height="4" rx="0.75" />
    <path d="M10 6.75v3.5M5.25 13.25v-3h9.5v3" />
  </Icon>
);
export const AppraisalIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="4" y="3.75" width="12" height="13.5" rx="1.5" />
    <path d="M7.5 2.5h5v2.5h-5zM7 9h6M7 12h6M7 15h3.5" />
  </Icon>
);

export const CertificateIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M9 14.25H3V3.75h14v6" />
    <path d="M6 7.25h8M6 10.25h3.5" />
    <circle cx="14" cy="13" r="2.25" />
    <path d="M12.75 15v3l1.25-.75 1.25.75v-3" />
  </Icon>
);

export const SittingIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3" y="3.5" width="14" height="9.5" rx="1.5" />
    <path d="M10 13v3.5M6.5 16.75h7M7 8.25l2 2 4-4" />
  </Icon>
);

export const CoverageIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3" y="3" width="14" height="14" rx="1.5" />
    <path d="M3 7.67h14M3 12.33h14M7.67 3v14M12.33 3v14" />
  </Icon>
);

export const AuditIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 2.75l6 2.25v4.5c0 3.75-2.5 6.5-6 7.75-3.5-1.25-6-4-6-7.75V5z" />
    <path d="M7.25 9.75l2 2 3.5-3.5" />
  </Icon>
);

export const SettingsIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3 6h7.5M14.5 6H17M3 14h2.5M9.5 14H17" />
    <circle cx="12.5" cy="6" r="2" />
    <circle cx="7.5" cy="14" r="2" />
  </Icon>
);

export const LanguageIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z" />
  </Icon>
);

export const SunIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="3.25" />
    <path d="M10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1.05 1.05M14.25 14.25l1.05 1.05M4.7 15.3l1.05-1.05M14.25 5.75l1.05-1.05" />
  </Icon>
);

export const MoonIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M16.5 11.75A6.75 6.75 0 0 1 8.25 3.5a6.75 6.75 0 1 0 8.25 8.25z" />
  </Icon>
);

export const DeviceIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="2.75" y="3.75" width="14.5" height="9.5" rx="1.5" />
    <path d="M7 16.5h6M10 13.25v3.25" />
  </Icon>
);

export const SignOutIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M8 3.25H4v13.5h4M12.5 6.5L16 10l-3.5 3.5M16 10H8" />
  </Icon>
);

export const MenuIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3 5.5h14M3 10h14M3 14.5h14" />
  </Icon>
);

export const CloseIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 5l10 10M15 5L5 15" />
  </Icon>
);

export const SearchIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="9" cy="9" r="5.5" />
    <path d="M13 13l4 4" />
  </Icon>
);

export const BellIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 13.75c.9-1 1.25-2.25 1.25-4.5a3.75 3.75 0 0 1 7.5 0c0 2.25.35 3.5 1.25 4.5zM8.5 16.5c.35.5.85.75 1.5.75s1.15-.25 1.5-.75" />
  </Icon>
);

export const ChevronDownIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 7.5l5 5 5-5" />
  </Icon>
);

export const ChevronRightIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M7.5 5l5 5-5 5" />
  </Icon>
);

export const ChevronLeftIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12.5 5l-5 5 5 5" />
  </Icon>
);

export const ArrowRightIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 10h12M11 5l5 5-5 5" />
  </Icon>
);

export const ArrowLeftIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M16 10H4M9 5l-5 5 5 5" />
  </Icon>
);

export const ArrowUpIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 16V4M5 9l5-5 5 5" />
  </Icon>
);

export const ArrowDownIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 4v12M5 11l5 5 5-5" />
  </Icon>
);

export const SortUpIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 16V4.5M5.5 9L10 4.5 14.5 9" />
  </Icon>
);

export const SortDownIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5" />
  </Icon>
);

export const SortNoneIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5" />
  </Icon>
);

export const ExternalIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M8 4.5H4v11.5h11.5V12M11.5 3.5h5v5M16.25 3.75L9.5 10.5" />
  </Icon>
);

export const CheckIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 10.5l4 4 8-9" />
  </Icon>
);

export const OkIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M6.75 10.25l2.25 2.25 4.25-4.75" />
  </Icon>
);

export const WarnIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 3.25L17.5 16.5h-15zM10 8v4M10 14.25v.1" />
  </Icon>
);

export const StopIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.5v4.25M10 13.5v.1" />
  </Icon>
);

export const InfoIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.25v4.5M10 6.4v.1" />
  </Icon>
);

export const WrongIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M7.5 7.5l5 5M12.5 7.5l-5 5" />
  </Icon>
);

export const ClockIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 5.75V10l3 2" />
  </Icon>
);

export const HourglassIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5.5 3h9M5.5 17h9M6.5 3v2.5c0 2 3.5 3 3.5 4.5s-3.5 2.5-3.5 4.5V17M13.5 3v2.5c0 2-3.5 3-3.5 4.5s3.5 2.5 3.5 4.5V17" />
  </Icon>
);

export const LockIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="4.5" y="8.75" width="11" height="8.25" rx="1.5" />
    <path d="M7 8.75V6.25a3 3 0 0 1 6 0v2.5M10 12v1.75" />
  </Icon>
);

export const UnlockIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="4.5" y="8.75" width="11" height="8.25" rx="1.5" />
    <path d="M7 8.75V6a3 3 0 0 1 5.8-1M10 12v1.75" />
  </Icon>
);

export const FlagIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 17.5V3.25M5 4c3.5-1.75 5.5 1.5 10 0v7.5c-4.5 1.5-6.5-1.75-10 0" />
  </Icon>
);

export const StarIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m10 2.9 2.2 4.5 4.9.7-3.6 3.5.9 4.9-4.4-2.3-4.4 2.3.9-4.9L2.9 8.1l4.9-.7z" />
  </Icon>
);

/** A star that is given. */
export const StarredIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="m10 2.9 2.2 4.5 4.9.7-3.6 3.5.9 4.9-4.4-2.3-4.4 2.3.9-4.9L2.9 8.1l4.9-.7z" fill="currentColor" />
  </Icon>
);

export const OfflineIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 3.5l13 13M5.75 11.25A6 6 0 0 1 8 9.8M3 8.25a10 10 0 0 1 2.5-1.7M10.5 6a9.75 9.75 0 0 1 6.5 2.25M12.5 10c.65.3 1.25.75 1.75 1.25M10 15v.1" />
  </Icon>
);

export const SavedIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6 15.5a3.75 3.75 0 0 1-.4-7.48A4.75 4.75 0 0 1 14.7 9 3.3 3.3 0 0 1 14.25 15.5zM7.75 11.25l1.75 1.75 3-3" />
  </Icon>
);

export const SavingIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M16.5 10A6.5 6.5 0 0 1 5 14.25M3.5 10A6.5 6.5 0 0 1 15 5.75M15.25 2.75v3.25H12M4.75 17.25V14H8" />
  </Icon>
);

export const HandIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M7 10.5V5a1.25 1.25 0 0 1 2.5 0v4-5.25a1.25 1.25 0 0 1 2.5 0V9.25 5a1.25 1.25 0 0 1 2.5 0v7c0 3-1.75 5.25-4.75 5.25-2.25 0-3.5-1-4.5-2.75L3.75 11.75c-.5-1 .9-1.9 1.75-1z" />
  </Icon>
);

export const DownloadIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 3v9.5M6 8.75l4 4 4-4M3.5 16.5h13" />
  </Icon>
);

export const UploadIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 12.75V3.25M6 7l4-4 4 4M3.5 16.5h13" />
  </Icon>
);

export const PrintIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6 7V3h8v4M6 14H3.25V7h13.5v7H14M6 11.5h8V17H6z" />
  </Icon>
);

export const PlusIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const MinusIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 10h12" />
  </Icon>
);

export const EditIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 16l.75-3.25L13.5 4 16 6.5l-8.75 8.75zM11.5 6L14 8.5" />
  </Icon>
);

export const TrashIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.75 5.5h12.5M8 5.25V3h4v2.25M5.25 5.5L6 17h8l.75-11.5M8.5 8.75v5M11.5 8.75v5" />
  </Icon>
);

export const EyeIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M2.5 10c1.75-3.25 4.25-5 7.5-5s5.75 1.75 7.5 5c-1.75 3.25-4.25 5-7.5 5s-5.75-1.75-7.5-5z" />
    <circle cx="10" cy="10" r="2.25" />
  </Icon>
);

export const EyeOffIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 3.5l13 13M8 5.25c.6-.15 1.3-.25 2-.25 3.25 0 5.75 1.75 7.5 5a12 12 0 0 1-2.25 3M12.5 14.5A7.5 7.5 0 0 1 10 15c-3.25 0-5.75-1.75-7.5-5a12 12 0 0 1 2.9-3.5M8.4 8.4a2.25 2.25 0 0 0 3.2 3.2" />
  </Icon>
);

export const CopyIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
    <path d="M4.5 13H3.5V3.5H13V4.5" />
  </Icon>
);

export const FilterIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3 4.5h14l-5.5 6.5v4.5l-3 1.5v-6z" />
  </Icon>
);

export const ColumnsIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3" y="4" width="14" height="12" rx="1.5" />
    <path d="M7.67 4v12M12.33 4v12" />
  </Icon>
);

export const DensityIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3 4.5h14M3 8.17h14M3 11.83h14M3 15.5h14" />
  </Icon>
);

export const PlayIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6.5 4v12l9.5-6z" />
  </Icon>
);

export const HistoryIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7.25M3.5 3.5v3.75h3.75M10 6.75V10l2.5 1.75" />
  </Icon>
);

export const LawIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 3v13.5M6.5 16.75h7M4 5.5h12M4 5.5l-2 5.25h4zM16 5.5l-2 5.25h4zM2 10.75c.25 1.25 1 1.75 2 1.75s1.75-.5 2-1.75M14 10.75c.25 1.25 1 1.75 2 1.75s1.75-.5 2-1.75" />
  </Icon>
);

export const NoteIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 3.5h12v9L12 17H4zM16 12.5h-4V17M7 7.25h6M7 10.25h4" />
  </Icon>
);

export const CaseIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M2.75 6.5h14.5V16H2.75zM7 6.5V4h6v2.5M2.75 10.75h14.5M10 9.75v2" />
  </Icon>
);

export const TargetIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <circle cx="10" cy="10" r="3.5" />
    <path d="M10 10v.1" />
  </Icon>
);

export const KeyIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="6.75" cy="13.25" r="3.5" />
    <path d="M9.25 10.75 16.5 3.5M13.25 6.75l2.5 2.5" />
  </Icon>
);
