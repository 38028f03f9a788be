import * as endpoints from '@soban/contract/endpoints';
import { type HoursProblem, hoursProblems } from '@soban/contract/ordering';
import type { DayHours, OpeningHours } from '@soban/contract/store';
import { type Weekday, weekdays } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';
import { useSession } from '../../session/session.tsx';
import { Switch } from '../../ui/switch.tsx';

const usual: DayHours = { open: '11:00', lastOrder: '21:30', close: '22:00' };
const times = ['open', 'lastOrder', 'close'] as const;

function everyDay(day: DayHours): OpeningHours {
  return {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  };
}

/** When guests may order, day by day; the owner's to decide. */
export function HoursSection(): ReactNode {
  const t = useTranslations('hours');
  const settings = useTranslations('settings');
  const api = useApi();
  const { me } = useSession();
  const failureText = useFailureText();
  const saved = useStore().hours;
  const [draft, setDraft] = useState<{ hours: OpeningHours | null }>();
  const save = useMutation({
    mutationFn: (hours: OpeningHours | null) => api.call(endpoints.changeStore, { body: { hours } }),
    onSuccess() {
      setDraft(undefined);
      showToast({ message: settings('saved') });
    },
  });
  const failure = save.error ? failureText(save.error) : null;
  const hours = draft ? draft.hours : saved;
  const problems = hours ? problemsOf(hours) : [];

  if (me.staff.role !== 'owner') return <HoursRead hours={saved} />;
  return (
    <>
      <Switch
        label={t('always')}
        hint={t('alwaysHint')}
        checked={hours === null}
        onChange={(always) => setDraft({ hours: always ? null : (saved ?? everyDay(usual)) })}
      />
      {hours
        ? weekdays.map((day) => (
            <DayField
              key={day}
              day={day}
              hours={hours[day]}
              problems={problems.filter((problem) => problem.day === day)}
              onChange={(changed) => setDraft({ hours: { ...hours, [day]: changed } })}
              onCopy={(same) => setDraft({ hours: everyDay(same) })}
            />
          ))
        : null}
      {failure ? (
        <p role="alert" className="font-semibold text-danger">
          {failure}
        </p>
      ) : null}
      {draft ? (
        <div data-unsaved className="flex gap-2">
          <Button onClick={() => setDraft(undefined)}>{settings('discard')}</Button>
          <Button
            look="primary"
            disabled={save.isPending || problems.length > 0}
            onClick={() => save.mutate(draft.hours)}
          >
            {settings('save')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface Fault {
  day: Weekday;
  field: keyof DayHours;
  kind: HoursProblem['kind'] | 'empty';
}

/** A time that is not filled in has to be before the others can be looked at. */
function problemsOf(hours: OpeningHours): Fault[] {
  const empty = weekdays.flatMap((day) =>
    times.flatMap((field): Fault[] => (hours[day]?.[field] === '' ? [{ day, field, kind: 'empty' }] : [])),
  );
  return empty.length > 0 ? empty : hoursProblems(hours);
}

function useDayName(): (day: Weekday) => string {
  const format = useFormatter();
  // 2026-01-05 was a Monday.
  return (day) => format.dateTime(Date.UTC(2026, 0, 5 + weekdays.indexOf(day)), { weekday: 'long', timeZone: 'UTC' });
}

function DayField(props: {
  day: Weekday;
  hours: DayHours | null;
  problems: readonly Fault[];
  onChange: (hours: DayHours | null) => void;
  onCopy: (hours: DayHours) => void;
}): ReactNode {
  const { day, hours, problems, onChange, onCopy } = props;
  const t = useTranslations('hours');
  const name = useDayName()(day);
  return (
    <fieldset aria-label={name} className="flex flex-col gap-3 border-line border-t pt-3">
      <Switch
        label={name}
        hint={hours ? undefined : t('closedDay')}
        checked={hours !== null}
        onChange={(open) => onChange(open ? usual : null)}
      />
      {hours ? (
        <>
          <div className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-3">
            {times.map((field) => {
              const problem = problems.find((each) => each.field === field);
              return (
                <Field
                  key={field}
                  type="time"
                  label={t(field)}
                  value={hours[field]}
                  error={problem && t(`problems.${problem.kind}`)}
                  onChange={(event) => onChange({ ...hours, [field]: event.target.value })}
                />
              );
            })}
          </div>
          {day === 'monday' ? (
            <Button className="self-start" onClick={() => onCopy(hours)}>
              {t('copy')}
            </Button>
          ) : null}
        </>
      ) : null}
    </fieldset>
  );
}

function HoursRead({ hours }: { hours: OpeningHours | null }): ReactNode {
  const t = useTranslations('hours');
  const dayName = useDayName();
  if (!hours) return <p>{t('alwaysRead')}</p>;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {weekdays.map((day) => {
        const today = hours[day];
        return (
          <div key={day} className="contents">
            <dt className="font-semibold">{dayName(day)}</dt>
            <dd>{today ? t('dayRead', { ...today }) : t('closedDay')}</dd>
          </div>
        );
      })}
    </dl>
  );
}
