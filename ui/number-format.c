/* number-format.c — the only place where numbers become text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A weight must read the same in the heatmap, in the inspector and in a screen reader, so the
 * number of decimals of each kind of number is defined here and nowhere else. The decimal separator
 * is the locale's; the minus sign is U+2212, and a number that rounds to zero never has it.
 */

#include "ui/number-format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MINUS       "\342\210\222"      /* U+2212 */
#define INFINITY_SIGN "\342\210\236"    /* U+221E */
#define NOT_A_NUMBER  "\342\200\223"    /* U+2013 */

/* Larger numbers use exponential notation, since fixed decimals would not be readable. */
#define LARGEST_FIXED 1e6

/* Whether the digits are all zero, whatever the decimal separator. */
static gboolean
says_zero (const char *digits)
{
  return strpbrk (digits, "123456789") == NULL;
}

static char *
format_finite (double value,
               int    n_decimals)
{
  double magnitude = fabs (value);
  g_autofree char *digits = NULL;

  if (magnitude < LARGEST_FIXED)
    digits = g_strdup_printf ("%.*f", n_decimals, magnitude);
  else
    digits = g_strdup_printf ("%.*e", n_decimals, magnitude);

  if (value < 0.0 && !says_zero (digits))
    return g_strconcat (MINUS, digits, NULL);

  return g_steal_pointer (&digits);
}

static char *
format (double value,
        int    n_decimals)
{
  if (isnan (value))
    return g_strdup (NOT_A_NUMBER);

  if (isinf (value))
    return g_strdup (value < 0.0 ? MINUS INFINITY_SIGN : INFINITY_SIGN);

  return format_finite (value, n_decimals);
}

/**
 * heed_number_format_weight:
 * @weight: an attention weight or a probability, [0, 1]
 *
 * Returns: (transfer full): "0.844"
 */
char *
heed_number_format_weight (double weight)
{
  return format (weight, 3);
}

/**
 * heed_number_format_score:
 * @score: a score before the softmax, of any magnitude
 *
 * Returns: (transfer full): "−4.21"
 */
char *
heed_number_format_score (double score)
{
  return format (score, 2);
}

/**
 * heed_number_format_element:
 * @element: an element of a vector
 *
 * Returns: (transfer full): "−0.04213"
 */
char *
heed_number_format_element (double element)
{
  return format (element, 5);
}

/**
 * heed_number_format_log_prob:
 * @log_prob: nats
 *
 * Returns: (transfer full): "−3.12"
 */
char *
heed_number_format_log_prob (double log_prob)
{
  return format (log_prob, 2);
}

/**
 * heed_number_format_bits:
 * @nats: an entropy in nats
 *
 * Returns: (transfer full): the entropy in bits, with its unit: "0.71 bits"
 */
char *
heed_number_format_bits (double nats)
{
  g_autofree char *number = format (nats / G_LN2, 2);

  /* Translators: an entropy. The number has two decimals. */
  return g_strdup_printf (_("%s bits"), number);
}

/**
 * heed_number_format_correlation:
 * @correlation: [-1, 1]
 *
 * Returns: (transfer full): "0.82"; "–" for NaN
 */
char *
heed_number_format_correlation (double correlation)
{
  return format (correlation, 2);
}

/**
 * heed_number_format_share:
 * @weight: an attention weight, [0, 1]
 *
 * Returns: (transfer full): ".84", for narrow places; "1" for a weight of 1
 */
char *
heed_number_format_share (double weight)
{
  g_autofree char *number = format (weight, 2);

  if (number[0] == '1')
    return g_strdup ("1");

  return g_strdup (number[0] == '0' ? number + 1 : number);
}

/**
 * heed_number_format_percent:
 * @fraction: [0, 1]
 *
 * Returns: (transfer full): "91 %", with a no-break space
 */
char *
heed_number_format_percent (double fraction)
{
  g_autofree char *number = format (fraction * 100.0, 0);

  /* Translators: a percentage; the space is one that does not break. */
  return g_strdup_printf (_("%s\302\240%%"), number);
}
