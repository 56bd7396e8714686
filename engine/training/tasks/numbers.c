/* numbers.c — the tasks of converting digits to words: English, French, Chinese
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * English as in the United States: no "and", a hyphen from twenty-one to ninety-nine.
 * French with the spelling from before 1990, as it is taught: hyphens below one hundred
 * except around "et"; "quatre-vingts" and "cents" have their s only at the end, or
 * before a noun such as "millions". Chinese with 二 everywhere and 零 for any run of
 * zeros between nonzero digits.
 */

#include "engine/training/tasks/task.h"

#include <glib/gi18n.h>

static const char *const members[] = { "min_length", "max_length", NULL };

static void
append_word (GString    *words,
             const char *word)
{
  if (words->len > 0 && !g_str_has_suffix (words->str, "-"))
    g_string_append_c (words, ' ');
  g_string_append (words, word);
}

/* --- English --- */

static const char *const english_small[] = { "zero",    "one",       "two",      "three",
                                             "four",    "five",      "six",      "seven",
                                             "eight",   "nine",      "ten",      "eleven",
                                             "twelve",  "thirteen",  "fourteen", "fifteen",
                                             "sixteen", "seventeen", "eighteen", "nineteen" };
static const char *const english_tens[] = {
  "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
};

/* Appends a number from 1 to 999. */
static void
append_english_group (GString *words,
                      guint    number)
{
  if (number >= 100)
    {
      append_word (words, english_small[number / 100]);
      append_word (words, "hundred");
      number %= 100;
    }

  if (number >= 20)
    {
      append_word (words, english_tens[number / 10]);
      number %= 10;
      if (number > 0)
        g_string_append_c (words, '-');
    }

  if (number > 0)
    append_word (words, english_small[number]);
}

void
heed_number_append_english (GString *words,
                            guint64  number)
{
  static const struct { guint64 size; const char *name; } groups[] = {
    { 1000000000, "billion" }, { 1000000, "million" }, { 1000, "thousand" },
  };

  if (number == 0)
    append_word (words, english_small[0]);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (number >= groups[i].size)
      {
        append_english_group (words, (guint) (number / groups[i].size));
        append_word (words, groups[i].name);
        number %= groups[i].size;
      }

  if (number > 0)
    append_english_group (words, (guint) number);
}

/* --- French --- */

static const char *const french_small[] = { "zéro",   "un",    "deux",     "trois",    "quatre",
                                            "cinq",   "six",   "sept",     "huit",     "neuf",
                                            "dix",    "onze",  "douze",    "treize",   "quatorze",
                                            "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf" };
static const char *const french_tens[] = {
  "",          "",         "vingt",    "trente",       "quarante",
  "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"
};

/* Appends a number from 1 to 99. 71 is "sixty and eleven", 91 is "four-twenty-eleven". */
static void
append_french_tens (GString  *words,
                    guint     number,
                    gboolean  takes_s)
{
  guint tens = number / 10;
  guint rest = tens == 7 || tens == 9 ? number % 20 : number % 10;

  if (number < 20)
    {
      append_word (words, french_small[number]);
      return;
    }

  append_word (words, french_tens[tens]);
  if (rest == 0)
    {
      if (tens == 8 && takes_s)
        g_string_append_c (words, 's');
      return;
    }

  if (tens < 8 && (rest == 1 || rest == 11))
    append_word (words, "et");
  else
    g_string_append_c (words, '-');
  append_word (words, french_small[rest]);
}

/* Appends a number from 1 to 999. */
static void
append_french_group (GString  *words,
                     guint     number,
                     gboolean  takes_s)
{
  guint hundreds = number / 100;
  guint rest = number % 100;

  if (hundreds > 1)
    append_word (words, french_small[hundreds]);
  if (hundreds > 0)
    append_word (words, hundreds > 1 && rest == 0 && takes_s ? "cents" : "cent");
  if (rest > 0)
    append_french_tens (words, rest, takes_s);
}

/* "million" and "milliard" are nouns and take a plural s. */
static void
append_french_noun (GString    *words,
                    guint       number,
                    const char *noun)
{
  append_french_group (words, number, TRUE);
  append_word (words, noun);
  if (number > 1)
    g_string_append_c (words, 's');
}

void
heed_number_append_french (GString *words,
                           guint64  number)
{
  guint thousands = (guint) (number / 1000 % 1000);

  if (number == 0)
    append_word (words, french_small[0]);

  if (number >= 1000000000)
    append_french_noun (words, (guint) (number / 1000000000), "milliard");
  if (number / 1000000 % 1000 > 0)
    append_french_noun (words, (guint) (number / 1000000 % 1000), "million");

  if (thousands > 1)
    append_french_group (words, thousands, FALSE);
  if (thousands > 0)
    append_word (words, "mille");
  if (number % 1000 > 0)
    append_french_group (words, (guint) (number % 1000), TRUE);
}

/* --- Chinese --- */

/* Appends a group of four digits. needs_zero: other groups precede it. */
static void
append_chinese_group (GString  *words,
                      guint     number,
                      gboolean  needs_zero)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const units[] = { "千", "百", "十", "" };
  gboolean is_first = words->len == 0;
  gboolean has_begun = FALSE;
  guint size = 1000;

  for (guint place = 0; place < 4; place++, size /= 10)
    {
      guint digit = number / size % 10;

      if (digit == 0)
        {
          needs_zero = needs_zero || has_begun;
          continue;
        }

      if (needs_zero && (has_begun || place > 0))
        g_string_append (words, digits[0]);
      needs_zero = FALSE;

      /* 15 is 十五, but 115 is 一百一十五. */
      if (!(digit == 1 && place == 2 && is_first && !has_begun))
        g_string_append (words, digits[digit]);
      g_string_append (words, units[place]);
      has_begun = TRUE;
    }
}

void
heed_number_append_chinese (GString *words,
                            guint64  number)
{
  static const struct { guint64 size; const char *name; } groups[] = {
    { 100000000, "亿" }, { 10000, "万" }, { 1, "" },
  };
  gboolean has_begun = FALSE;
  gboolean has_gap = FALSE;

  if (number == 0)
    g_string_append (words, "零");

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      guint group = (guint) (number / groups[i].size % 10000);

      if (group == 0)
        {
          has_gap = has_begun;
          continue;
        }

      /* A skipped group is read as a zero, even before a group of four digits. */
      if (has_gap && group >= 1000)
        g_string_append (words, "零");
      append_chinese_group (words, group, has_begun);
      g_string_append (words, groups[i].name);
      has_begun = TRUE;
      has_gap = FALSE;
    }
}

/* --- The tasks --- */

static guint64
draw (const HeedTaskOptions *options,
      HeedRandom            *random)
{
  guint n_digits =
    options->min_length + heed_random_below (random, options->max_length - options->min_length + 1);
  guint64 number =
    n_digits == 1 ? heed_random_below (random, 10) : 1 + heed_random_below (random, 9);

  for (guint i = 1; i < n_digits; i++)
    number = number * 10 + heed_random_below (random, 10);

  return number;
}

static void
make (const HeedTaskOptions  *options,
      HeedRandom             *random,
      GString                *source,
      GString                *target,
      void                  (*append) (GString *, guint64))
{
  guint64 number = draw (options, random);

  g_string_printf (source, "%" G_GUINT64_FORMAT, number);
  append (target, number);
}

static void
make_english (const HeedTaskOptions *options,
              gconstpointer          data G_GNUC_UNUSED,
              HeedRandom            *random,
              GString               *source,
              GString               *target)
{
  make (options, random, source, target, heed_number_append_english);
}

static void
make_french (const HeedTaskOptions *options,
             gconstpointer          data G_GNUC_UNUSED,
             HeedRandom            *random,
             GString               *source,
             GString               *target)
{
  make (options, random, source, target, heed_number_append_french);
}

static void
make_chinese (const HeedTaskOptions *options,
              gconstpointer          data G_GNUC_UNUSED,
              HeedRandom            *random,
              GString               *source,
              GString               *target)
{
  make (options, random, source, target, heed_number_append_chinese);
}

const HeedTask heed_task_digits_en = {
  .info = { "digits-en", N_("Digits → English words"), N_("reads a number out: 42 is forty-two"),
            "1995", FALSE },
  .source_text = HEED_TOKENIZER_CHARACTER,
  .target_text = HEED_TOKENIZER_WORD,
  .min_length = 1,
  .max_length = 6,
  .members = members,
  .alone = "zero",
  .make = make_english,
};

const HeedTask heed_task_digits_fr = {
  .info = { "digits-fr", N_("Digits → French words"),
            N_("reads a number out: 91 is quatre-vingt-onze"), "1995", FALSE },
  .source_text = HEED_TOKENIZER_CHARACTER,
  .target_text = HEED_TOKENIZER_WORD,
  .min_length = 1,
  .max_length = 6,
  .members = members,
  .alone = "zéro",
  .make = make_french,
};

const HeedTask heed_task_digits_zh = {
  .info = { "digits-zh", N_("Digits → Chinese words"), N_("reads a number out: 205 is 二百零五"),
            "1995", FALSE },
  .source_text = HEED_TOKENIZER_CHARACTER,
  .target_text = HEED_TOKENIZER_CHARACTER,
  .min_length = 1,
  .max_length = 6,
  .members = members,
  .make = make_chinese,
};
