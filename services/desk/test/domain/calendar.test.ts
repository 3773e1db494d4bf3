import t from 'tap'
import { addDays, addWorkingDays, createCalendar, dayOf } from '../../src/domain/calendar.ts'

t.test('working days are those of each country, as its own State publishes them', async t => {
  // service-public.gouv.fr, jours fériés 2026; socialsecurity.be, wettelijke feestdagen 2026.
  const closed = {
    fr: [
      '01-01',
      '04-06',
      '05-01',
      '05-08',
      '05-14',
      '05-25',
      '07-14',
      '08-15',
      '11-01',
      '11-11',
      '12-25',
    ],
    be: ['01-01', '04-06', '05-01', '05-14', '05-25', '07-21', '08-15', '11-01', '11-11', '12-25'],
  }
  for (const country of ['fr', 'be'] as const) {
    const own = createCalendar(country)
    const off: string[] = []
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      const weekend = weekday === 0 || weekday === 6
      if (weekend) t.notOk(own.isWorkingDay(day))
      else if (!own.isWorkingDay(day)) off.push(day.slice(5))
    }
    const onWeekdays = closed[country].filter(day => {
      const weekday = new Date(`2026-${day}T00:00:00Z`).getUTCDay()
      return weekday !== 0 && weekday !== 6
    })
    t.strictSame(off, onWeekdays, country)
  }
  t.equal(addWorkingDays(createCalendar('fr'), '2026-07-13', 1), '2026-07-15')
  t.equal(addWorkingDays(createCalendar('be'), '2026-07-13', 1), '2026-07-14')
  t.equal(addWorkingDays(createCalendar('be'), '2026-07-20', 1), '2026-07-22')
  t.equal(addWorkingDays(createCalendar('fr'), '2026-12-31', 1), '2027-01-04', 'over the year')
  t.equal(dayOf('be', new Date('2026-11-20T23:30:00.000Z')), '2026-11-21', 'the agency’s own day')
})
