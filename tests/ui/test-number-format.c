/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>
#include <math.h>

#include "ui/number-format.h"

#define assert_text(expression, expected)          \
  G_STMT_START {                                   \
    g_autofree char *text = expression;            \
    g_assert_cmpstr (text, ==, expected);          \
  } G_STMT_END

static void
test_number_format_each_kind_has_its_decimals (void)
{
  assert_text (heed_number_format_weight (0.84449), "0.844");
  assert_text (heed_number_format_score (4.205), "4.21");
  assert_text (heed_number_format_log_prob (3.0), "3.00");
  assert_text (heed_number_format_bits (G_LN2 * 2.0), "2.00 bits");
  assert_text (heed_number_format_correlation (0.824), "0.82");
  assert_text (heed_number_format_share (0.844), ".84");
  assert_text (heed_number_format_share (0.004), ".00");
  assert_text (heed_number_format_share (0.999), "1");
  assert_text (heed_number_format_percent (0.912), "91\302\240%");
}

static void
test_number_format_minus_is_a_real_one (void)
{
  assert_text (heed_number_format_score (-1.5), "−1.50");
  assert_text (heed_number_format_log_prob (-3.12), "−3.12");
}

static void
test_number_format_rounded_zero_has_no_sign (void)
{
  assert_text (heed_number_format_weight (-0.0001), "0.000");
  assert_text (heed_number_format_score (-0.0), "0.00");
}

static void
test_number_format_writes_what_is_no_number (void)
{
  assert_text (heed_number_format_score (NAN), "–");
  assert_text (heed_number_format_score (INFINITY), "∞");
  assert_text (heed_number_format_log_prob (-INFINITY), "−∞");
}

static void
test_number_format_huge_stays_short (void)
{
  assert_text (heed_number_format_score (-123456789.0), "−1.23e+08");
}

static void
test_number_format_decimal_sign_is_the_locales (void)
{
  if (setlocale (LC_NUMERIC, "fr_FR.UTF-8") == NULL &&
      setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no locale with a decimal comma");
      return;
    }

  assert_text (heed_number_format_weight (0.5), "0,500");
  assert_text (heed_number_format_weight (-0.0001), "0,000");
  setlocale (LC_NUMERIC, "C");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/number-format/each-kind-has-its-decimals",
                   test_number_format_each_kind_has_its_decimals);
  g_test_add_func ("/ui/number-format/minus-is-a-real-one", test_number_format_minus_is_a_real_one);
  g_test_add_func ("/ui/number-format/rounded-zero-has-no-sign",
                   test_number_format_rounded_zero_has_no_sign);
  g_test_add_func ("/ui/number-format/writes-what-is-no-number",
                   test_number_format_writes_what_is_no_number);
  g_test_add_func ("/ui/number-format/huge-stays-short", test_number_format_huge_stays_short);
  g_test_add_func ("/ui/number-format/decimal-sign-is-the-locales",
                   test_number_format_decimal_sign_is_the_locales);

  return g_test_run ();
}
