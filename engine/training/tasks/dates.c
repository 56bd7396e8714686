/* dates.c — the task of converting dates as people write them to ISO 8601
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ambiguous dates are interpreted as follows:
 *
 *   3/4/2025 the day comes first, as in most of the world; the month comes
 *               first only if the second number cannot be a month (11/22/2026)
 *   22/11/26 years of two digits are 1950 to 2049, and come last a weekday is always
 *   correct, and adds no information
 *
 * Years of four digits are 1900 to 2099. Formats are patterns with one letter after
 * each %. The result is then made less tidy, as people type: lower case, no accents, no
 * commas, spaces around a slash.
 */

#include "engine/training/tasks/task.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIRST_YEAR       1900
#define LAST_YEAR        2099
#define FIRST_SHORT_YEAR 1950
#define LAST_SHORT_YEAR  2049

typedef struct {
  const char        *months[12];
  const char        *short_months[12];
  const char        *weekdays[7];        /* from Monday */
  const char        *short_weekdays[7];
  const char        *patterns[16];       /* NULL-terminated */
} Language;

/*     %d 3       %D 03      %o 3rd, 1er
 *     %m 4       %M 04      %B April    %b Apr
 *     %y 2025    %Y 25      %A Thursday %a Thu */
static const Language languages[] = {
  {
    { "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December" },
    { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
    { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
    { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
    { "%d %B %y", "%d %b %y", "%B %d, %y", "%b %d, %y", "%A, %B %d, %y", "%A %d %b %y",
      "%a, %d %b %y", "%o of %B %y", "%o %B, %y", "%B %o, %y", "%b %o, %Y", "the %o of %B, %y",
      "%A the %o of %B %y", "%d-%b-%y", "%d %b %Y", NULL },
  },
  {
    { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre" },
    { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc." },
    { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
    { "lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim." },
    { "%o %B %y", "%d %B %y", "le %o %B %y", "%A %o %B %y", "%a %d %b %y", "%d %b %y",
      "%A %d %b %Y", NULL },
  },
  {
    { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember" },
    { "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
      "Dez." },
    { "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag" },
    { "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So" },
    { "%d. %B %y", "%A, %d. %B %y", "den %d. %B %y", "%a, %d. %b %y", "%d. %b %y",
      "%A, der %d. %B %y", NULL },
  },
  {
    { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre" },
    { "ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.",
      "dic." },
    { "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" },
    { "lun.", "mar.", "mié.", "jue.", "vie.", "sáb.", "dom." },
    { "%d de %B de %y", "%A, %d de %B de %y", "el %d de %B de %y", "%d %b %y", "%d de %B del %y",
      NULL },
  },
  {
    { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre" },
    { "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic" },
    { "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica" },
    { "lun", "mar", "mer", "gio", "ven", "sab", "dom" },
    { "%d %B %y", "%A %d %B %y", "il %d %B %y", "%d %b %y", "%a %d %b %y", NULL },
  },
  {
    { "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
      "outubro", "novembro", "dezembro" },
    { "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
      "dez." },
    { "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
      "domingo" },
    { "seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom." },
    { "%d de %B de %y", "%A, %d de %B de %y", "%d de %b de %y", "%a, %d %b %y", NULL },
  },
  {
    { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december" },
    { "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec" },
    { "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag" },
    { "ma", "di", "wo", "do", "vr", "za", "zo" },
    { "%d %B %y", "%A %d %B %y", "%d %b %y", "%a %d %b %y", NULL },
  },
  {
    { "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月",
      "十二月" },
    { "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月" },
    { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日" },
    { "周一", "周二", "周三", "周四", "周五", "周六", "周日" },
    { "%y年%b%d日", "%y年%b%d日 %A", "%y年%b%d日(%a)", "%A %y年%b%d日", "%z年%B%c日", "%y年%b%d号",
      "%Y年%b%d日", NULL },
  },
  {
    { "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月" },
    { "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月" },
    { "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日" },
    { "月", "火", "水", "木", "金", "土", "日" },
    { "%y年%B%d日", "%y年%B%d日(%a)", "%y年%B%d日 %A", "%A、%y年%B%d日", NULL },
  },
};

/* Patterns without words. The month comes first only if the day is greater than 12. */
static const char *const day_first[] = {
  "%d/%m/%y", "%D/%M/%y", "%d.%m.%y", "%D.%M.%y", "%D-%M-%y",
  "%d/%m/%Y", "%D.%M.%Y", "%d.%m.%Y", "%D-%M-%Y", "%D %M %y"
};
static const char *const month_first[] = { "%m/%d/%y", "%M/%D/%y", "%m/%d/%Y", "%m-%d-%y",
                                           "%m.%d.%y" };
static const char *const year_first[] = { "%y-%M-%D", "%y/%M/%D", "%y.%M.%D",
                                          "%y-%m-%d", "%y/%m/%d", "%y%M%D" };

/* --- One date --- */

static void
draw_date (GDate      *date,
           HeedRandom *random,
           gboolean    is_short)
{
  guint first = is_short ? FIRST_SHORT_YEAR : FIRST_YEAR;
  guint last = is_short ? LAST_SHORT_YEAR : LAST_YEAR;
  GDateYear year = (GDateYear) (first + heed_random_below (random, last - first + 1));
  GDateMonth month = (GDateMonth) (1 + heed_random_below (random, 12));
  GDateDay day =
    (GDateDay) (1 + heed_random_below (random, g_date_get_days_in_month (month, year)));

  g_date_set_dmy (date, day, month, year);
}

static void
append_ordinal (GString        *text,
                const Language *language,
                guint           day)
{
  static const char *const english[] = { "th", "st", "nd", "rd" };

  g_string_append_printf (text, "%u", day);
  if (language == &languages[0])
    g_string_append (text, english[day / 10 != 1 && day % 10 < 4 ? day % 10 : 0]);
  else if (day == 1)
    g_string_append (text, "er");  /* besides English, only French patterns have an ordinal */
}

/* Appends the digits of a number one by one: 二〇二六 */
static void
append_chinese_digits (GString *text,
                       guint    number)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (number >= 10)
    append_chinese_digits (text, number / 10);
  g_string_append (text, digits[number % 10]);
}

static void
append_field (GString        *text,
              const Language *language,
              const GDate    *date,
              char            field)
{
  guint day = g_date_get_day (date);
  guint month = g_date_get_month (date);
  guint year = g_date_get_year (date);
  guint weekday = g_date_get_weekday (date) - G_DATE_MONDAY;

  switch (field)
    {
    case 'd': g_string_append_printf (text, "%u", day); break;
    case 'D': g_string_append_printf (text, "%02u", day); break;
    case 'o': append_ordinal (text, language, day); break;
    case 'c': heed_number_append_chinese (text, day); break;
    case 'm': g_string_append_printf (text, "%u", month); break;
    case 'M': g_string_append_printf (text, "%02u", month); break;
    case 'B': g_string_append (text, language->months[month - 1]); break;
    case 'b': g_string_append (text, language->short_months[month - 1]); break;
    case 'y': g_string_append_printf (text, "%u", year); break;
    case 'Y': g_string_append_printf (text, "%02u", year % 100); break;
    case 'z': append_chinese_digits (text, year); break;
    case 'A': g_string_append (text, language->weekdays[weekday]); break;
    case 'a': g_string_append (text, language->short_weekdays[weekday]); break;
    default: g_assert_not_reached ();
    }
}

static void
append_pattern (GString        *text,
                const Language *language,
                const char     *pattern,
                const GDate    *date)
{
  for (const char *at = pattern; *at != '\0'; at++)
    if (*at == '%')
      append_field (text, language, date, *++at);
    else
      g_string_append_c (text, *at);
}

/* --- As people type --- */

static gboolean
happens (HeedRandom *random,
         double      probability)
{
  return heed_random_uniform (random) < probability;
}

static void
replace_text (GString *text,
              char    *replacement)
{
  g_string_assign (text, replacement);
  g_free (replacement);
}

/* Decomposition separates accents from their letters, so that they can be left out. */
static char *
strip_accents (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  GString *stripped = g_string_new (NULL);

  for (const char *at = decomposed; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_type (g_utf8_get_char (at)) != G_UNICODE_NON_SPACING_MARK)
      g_string_append_unichar (stripped, g_utf8_get_char (at));

  return g_string_free (stripped, FALSE);
}

static void
make_untidy (GString    *text,
             HeedRandom *random)
{
  gboolean has_words = strpbrk (text->str, "aeiouAEIOU") != NULL;

  if (!has_words)
    {
      if (happens (random, 0.05))
        g_string_replace (text, "/", " / ", 0);
      return;
    }

  if (happens (random, 0.35))
    replace_text (text, g_utf8_strdown (text->str, -1));
  else if (happens (random, 0.1))
    replace_text (text, g_utf8_strup (text->str, -1));

  if (happens (random, 0.25))
    replace_text (text, strip_accents (text->str));
  if (happens (random, 0.25))
    g_string_replace (text, ",", "", 0);
  if (happens (random, 0.1))
    g_string_replace (text, ".", "", 0);
}

/* A quarter of the dates has no words; the rest is spread evenly over the languages, English
 * twice. */
static const char *
draw_pattern (HeedRandom      *random,
              const Language **language,
              gboolean        *is_month_first)
{
  guint kind = heed_random_below (random, 24);
  guint n_patterns = 0;
  guint which;

  *language = &languages[0];
  *is_month_first = kind == 0;
  if (kind == 0)
    return month_first[heed_random_below (random, G_N_ELEMENTS (month_first))];
  if (kind < 4)
    return day_first[heed_random_below (random, G_N_ELEMENTS (day_first))];
  if (kind < 6)
    return year_first[heed_random_below (random, G_N_ELEMENTS (year_first))];

  /* English is drawn twice as often as the others, since it has the most patterns. */
  which = heed_random_below (random, G_N_ELEMENTS (languages) + 1);
  *language = &languages[which > 0 ? which - 1 : 0];
  while ((*language)->patterns[n_patterns] != NULL)
    n_patterns++;

  return (*language)->patterns[heed_random_below (random, n_patterns)];
}

static void
make_dates (const HeedTaskOptions *options G_GNUC_UNUSED,
            gconstpointer          data G_GNUC_UNUSED,
            HeedRandom            *random,
            GString               *source,
            GString               *target)
{
  const Language *language;
  gboolean is_month_first;
  const char *pattern = draw_pattern (random, &language, &is_month_first);
  GDate date;

  g_date_clear (&date, 1);
  do
    draw_date (&date, random, strstr (pattern, "%Y") != NULL);
  while (is_month_first && g_date_get_day (&date) <= 12);

  append_pattern (source, language, pattern, &date);
  make_untidy (source, random);
  g_string_printf (target, "%04u-%02u-%02u", (guint) g_date_get_year (&date),
                   (guint) g_date_get_month (&date), (guint) g_date_get_day (&date));
}

static const char *const members[] = { NULL };

const HeedTask heed_task_dates = {
  .info = { "dates", N_("Dates → ISO 8601"),
            N_("reads dates as people write them in nine languages"), "Sunday 22 nov 2026",
            FALSE },
  .source_text = HEED_TOKENIZER_CHARACTER,
  .target_text = HEED_TOKENIZER_CHARACTER,
  .min_length = 1,
  .max_length = 1,
  .members = members,
  .make = make_dates,
};
