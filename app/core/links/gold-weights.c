/* gold-weights.c — weights of links, which tell sure links from possible ones
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only weights are checked; anything that is not a link is left as it is, to be reported by the
 * parser of the line.
 *
 * Source: https://github.com/neulab/awesome-align, --output_prob_file
 */

#include "app/core/links/gold-weights.h"

#include <math.h>
#include <string.h>

#include "engine/heed.h"

#define BLANKS              " \t\n\v\f\r"
#define DIGITS              "0123456789"
#define SURE                "-sS"
#define LONGEST_SHOWN_BYTES 24
#define ROUNDING            1e-6  /* how far above 1 a probability of 32 bits may lie */

/* Moves to the next word of a text and returns its length in bytes; 0 at the end. */
static gsize
find_word (const char **text)
{
  *text += strspn (*text, BLANKS);

  return strcspn (*text, BLANKS);
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (gsize length = find_word (&text); length > 0; length = find_word (&text))
    {
      text += length;
      n++;
    }

  return n;
}

static gboolean
check_counts (const char  *links,
              const char  *probabilities,
              GError     **error)
{
  guint n_links = count_words (links);
  guint n_probabilities = count_words (probabilities);

  if (n_links == n_probabilities)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "probabilities: expected as many as links, %u, found %u", n_links, n_probabilities);
  return FALSE;
}

static gboolean
parse_probability (const char  *word,
                   gsize        n_bytes,
                   guint        number,
                   double      *probability,
                   GError     **error)
{
  char *end = NULL;
  g_autofree char *found = NULL;

  *probability = g_ascii_isdigit (*word) ? g_ascii_strtod (word, &end) : NAN;
  if (end == word + n_bytes && *probability >= 0.0 && *probability <= 1.0 + ROUNDING)
    return TRUE;

  found = g_utf8_make_valid (word, (gssize) MIN (n_bytes, LONGEST_SHOWN_BYTES));
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "probability %u: expected a number from 0 to 1, found “%s%s”", number, found,
               n_bytes > LONGEST_SHOWN_BYTES ? "…" : "");
  return FALSE;
}

/* Returns the weight of a link; INFINITY if it has none. */
static double
find_weight (const char *link,
             gsize       n_bytes)
{
  const char *colon = memchr (link, ':', n_bytes);

  return colon != NULL && g_ascii_isdigit (colon[1]) ? g_ascii_strtod (colon + 1, NULL) : INFINITY;
}

static void
append_link (GString    *line,
             const char *link,
             gsize       n_bytes,
             gboolean    is_sure)
{
  gsize sign;

  if (line->len > 0)
    g_string_append_c (line, ' ');

  sign = line->len + MIN (strspn (link, DIGITS), n_bytes);
  g_string_append_len (line, link, (gssize) n_bytes);
  if (!is_sure && sign < line->len && strchr (SURE, line->str[sign]) != NULL)
    line->str[sign] = 'p';
}

/**
 * heed_gold_weights_apply:
 * @links: a line of links
 * @probabilities: (nullable): a number from 0 to 1 for each of them, in the same order
 * @sure_from: links with a lower weight are possible; those without a weight stay as they are
 *
 * Errors: %HEED_ERROR_DAMAGED if there are not as many probabilities as links, or one is no such
 *   number
 *
 * Returns: (transfer full): the line, or %NULL
 */
char *
heed_gold_weights_apply (const char  *links,
                         const char  *probabilities,
                         double       sure_from,
                         GError     **error)
{
  g_autoptr(GString) line = g_string_new (NULL);
  guint number = 1;

  if (probabilities != NULL && !check_counts (links, probabilities, error))
    return NULL;

  for (gsize n_link = find_word (&links); n_link > 0; n_link = find_word (&links))
    {
      double weight = find_weight (links, n_link);

      if (probabilities != NULL)
        {
          gsize n_bytes = find_word (&probabilities);

          if (!parse_probability (probabilities, n_bytes, number++, &weight, error))
            return NULL;

          probabilities += n_bytes;
        }

      append_link (line, links, n_link, weight >= sure_from);
      links += n_link;
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}
