import { languageNames } from '@soban/web-shared/i18n.tsx';
import { useMoney, useStore } from '@soban/web-shared/store-context.tsx';
import { BellRing, Globe, type LucideIcon, ReceiptText, Search, SunMoon, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Link } from 'wouter';

export interface HeaderProps {
  tableName: string;
  visitTotal: number | undefined;
  /** What phones are asked for that join this visit. */
  code: string | undefined;
  openCalls: number;
  query: string;
  onQuery: (query: string) => void;
}

export function Header({ tableName, visitTotal, code, openCalls, query, onQuery }: HeaderProps): ReactNode {
  const t = useTranslations();
  const store = useStore();
  const money = useMoney();
  const locale = useLocale();
  const [searchOpen, setSearchOpen] = useState(false);
  return (
    <header className="border-line border-b bg-paper">
      <div className="flex flex-wrap items-center gap-x-2 px-4 py-1 wide:flex-nowrap wide:gap-5 wide:px-5 wide:py-2">
        <div className="min-w-20 flex-1 wide:flex-none">
          <p className="truncate text-muted text-sm">
            {store.name}
            {code === undefined ? null : <strong className="text-ink"> · {t('join.visitCode', { code })}</strong>}
          </p>
          <h1 className="truncate font-extrabold text-lg leading-tight roomy:text-xl wide:text-2xl">{tableName}</h1>
        </div>
        <div className="hidden max-w-md flex-1 wide:block">
          <SearchField query={query} onQuery={onQuery} />
        </div>
        <nav
          aria-label={t('app.tools')}
          className="flex max-w-full flex-wrap min-[24rem]:gap-1 wide:ml-auto wide:flex-nowrap"
        >
          <HeaderButton
            className="wide:hidden"
            icon={searchOpen ? X : Search}
            word={t('menu.search')}
            onClick={() => {
              setSearchOpen(!searchOpen);
              onQuery('');
            }}
            expanded={searchOpen}
            compactOnly
          />
          <HeaderButton
            icon={ReceiptText}
            word={t('visit.orders')}
            note={visitTotal === undefined ? undefined : money(visitTotal)}
            href="/orders"
          />
          <div className="hidden wide:contents">
            <HeaderButton icon={BellRing} word={t('call.title')} href="/call" marked={openCalls > 0} />
          </div>
          <HeaderButton icon={Globe} word={languageNames[locale]} label={t('language.choose')} href="/language" />
          <HeaderButton icon={SunMoon} word={t('display.title')} href="/display" />
        </nav>
      </div>
      {searchOpen ? (
        <div className="px-4 pb-2 wide:hidden">
          <SearchField query={query} onQuery={onQuery} autoFocus />
        </div>
      ) : null}
    </header>
  );
}

interface HeaderButtonProps {
  icon: LucideIcon;
  word: string;
  /** A figure worth a glance, where there is room. */
  note?: string | undefined;
  label?: string;
  href?: string;
  marked?: boolean;
  expanded?: boolean;
  compactOnly?: boolean;
  className?: string;
  onClick?: () => void;
}

const buttonLook =
  'relative inline-flex min-h-13 min-w-12 flex-col items-center justify-center gap-0.5 whitespace-nowrap rounded-card text-[0.6875rem] roomy:text-xs font-medium ' +
  'transition-colors duration-150 hover:bg-sunken active:bg-sunken roomy:px-2 wide:min-h-12 wide:flex-row wide:gap-2 wide:px-3 wide:text-base';

function HeaderButton(props: HeaderButtonProps): ReactNode {
  const {
    icon: Icon,
    word,
    note,
    label,
    href,
    marked = false,
    expanded,
    compactOnly = false,
    className = '',
    onClick,
  } = props;
  const content = (
    <>
      <Icon aria-hidden="true" className={`size-5 shrink-0 ${marked ? 'text-accent' : ''}`} />
      {compactOnly ? null : <span className="whitespace-nowrap">{word}</span>}
      {note === undefined ? null : <span className="hidden font-bold wide:inline">{note}</span>}
      {marked ? <span className="absolute top-1.5 right-1.5 size-2.5 rounded-full bg-accent" /> : null}
    </>
  );
  const look = `${buttonLook} ${className}`;
  const name = compactOnly ? word : label === undefined ? undefined : `${label}: ${word}`;
  if (href === undefined) {
    return (
      <button type="button" aria-label={name} aria-expanded={expanded} onClick={onClick} className={look}>
        {content}
      </button>
    );
  }
  return (
    <Link href={href} state={{ sheet: true }} aria-label={name} className={look}>
      {content}
    </Link>
  );
}

interface SearchFieldProps {
  query: string;
  onQuery: (query: string) => void;
  autoFocus?: boolean;
}

function SearchField({ query, onQuery, autoFocus = false }: SearchFieldProps): ReactNode {
  const t = useTranslations('menu');
  const id = useId();
  return (
    <search className="relative block">
      <label htmlFor={id} className="sr-only">
        {t('search')}
      </label>
      <Search aria-hidden="true" className="pointer-events-none absolute top-3.5 left-4 size-5 text-muted" />
      <input
        id={id}
        // The field opens on request; focusing it is what the tap asked for.
        ref={(field) => {
          if (autoFocus && field && field.value === '') field.focus();
        }}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        placeholder={t('searchHint')}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        className="min-h-12 w-full rounded-full border border-edge bg-surface pr-12 pl-12 placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
      />
      {query === '' ? null : (
        <button
          type="button"
          aria-label={t('clearSearch')}
          onClick={() => onQuery('')}
          className="absolute top-0 right-0 grid size-12 place-items-center rounded-full text-muted hover:text-ink"
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      )}
    </search>
  );
}
