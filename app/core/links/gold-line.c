/* gold-line.c — parsing and rewriting one line of gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Such files are compared with diff, so a rewritten line differs from the old one only in the links
 * that were changed.
 */

#include "app/core/links/gold-line.h"

#include <string.h>

#define BLANKS    " \t\n\v\f\r"
#define DIGITS    "0123456789"
#define SURE      "-sS"
#define POSSIBLE  "p?P"

/* Limit; no corpus of hand-made links has as many sentences. */
#define MAX_SENTENCES 2000000
#define MAX_POSITION  G_MAXINT32

const HeedLink *
heed_gold_find (const HeedAlignment *links,
                guint                source,
                guint                target)
{
  guint first = 0;
  guint end = links->n_links;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      const HeedLink *link = &links->links[middle];

      if (link->target == target && link->source == source)
        return link;

      if (link->target < target || (link->target == target && link->source < source))
        first = middle + 1;
      else
        end = middle;
    }

  return NULL;
}

/* Alignments are sorted, so equal links have equal indices. */
gboolean
heed_gold_are_same (const HeedAlignment *links,
                    const HeedAlignment *others)
{
  if (links->n_links != others->n_links)
    return FALSE;

  for (guint i = 0; i < links->n_links; i++)
    if (links->links[i].source != others->links[i].source ||
        links->links[i].target != others->links[i].target ||
        links->links[i].possible != others->links[i].possible)
      return FALSE;

  return TRUE;
}

/* --- Lines ------------------------------------------------------------------- */

void
heed_gold_spelling_learn (HeedGoldSpelling *spelling,
                          const char       *line)
{
  for (const char *at = line; *at != '\0'; at++)
    {
      if (spelling->sure == '\0' && strchr (SURE, *at) != NULL)
        spelling->sure = *at;
      else if (spelling->possible == '\0' && strchr (POSSIBLE, *at) != NULL)
        spelling->possible = *at;
      else if (*at == ':')
        spelling->has_weights = TRUE;
    }
}

static char
get_sign (const HeedGoldSpelling *spelling,
          gboolean                possible)
{
  if (possible)
    return spelling->possible != '\0' ? spelling->possible : 'p';

  return spelling->sure != '\0' ? spelling->sure : '-';
}

typedef struct {
  GString                *text;
  gboolean               *written;   /* for each link, whether it is in text */
  const char             *begin;     /* the n_begin blanks before the first link */
  gsize                   n_begin;
  const HeedAlignment    *links;
  const HeedGoldSpelling *spelling;
} Rewriting;

/* Appends the blanks that precede a link; the first link gets the blanks that begin the line. */
static void
append_blanks (Rewriting  *rewriting,
               const char *blanks,
               gsize       n_blanks)
{
  gboolean is_first = rewriting->text->len == 0;

  g_string_append_len (rewriting->text, is_first ? rewriting->begin : blanks,
                       (gssize) (is_first ? rewriting->n_begin : n_blanks));
}

/* Writes one link of the line in its present kind; leaves it out if it was removed. */
static void
rewrite_link (Rewriting  *rewriting,
              const char *blanks,
              const char *link_text)
{
  gsize n_blanks = (gsize) (link_text - blanks);
  g_autofree char *spelled = g_strndup (link_text, strcspn (link_text, BLANKS));
  g_autoptr(HeedAlignment) old =
    heed_alignment_parse (spelled, rewriting->spelling->first, NULL);
  const HeedLink *now;

  g_return_if_fail (old != NULL && old->n_links == 1);

  now = heed_gold_find (rewriting->links, old->links[0].source, old->links[0].target);
  if (now == NULL)
    return;

  if (now->possible != old->links[0].possible)
    {
      /* The line had the link twice, sure and possible; it is written once. */
      if (rewriting->written[now - rewriting->links->links])
        return;

      spelled[strspn (spelled, DIGITS)] = get_sign (rewriting->spelling, now->possible);
    }

  append_blanks (rewriting, blanks, n_blanks);
  g_string_append (rewriting->text, spelled);
  rewriting->written[now - rewriting->links->links] = TRUE;
}

static void
append_new (Rewriting      *rewriting,
            const HeedLink *link)
{
  guint first = rewriting->spelling->first;

  append_blanks (rewriting, " ", 1);
  g_string_append_printf (rewriting->text, "%u%c%u%s", link->source + first,
                          get_sign (rewriting->spelling, link->possible), link->target + first,
                          rewriting->spelling->has_weights ? ":1" : "");
}

/**
 * heed_gold_line_rewrite:
 * @links: the links that the line is to have
 *
 * New links are appended in the order of the alignment.
 *
 * Returns: (transfer full): the line
 */
char *
heed_gold_line_rewrite (const char             *line,
                        const HeedAlignment    *links,
                        const HeedGoldSpelling *spelling)
{
  g_autofree gboolean *written = g_new0 (gboolean, links->n_links + 1);
  Rewriting rewriting = { g_string_new (NULL), written, line, strspn (line, BLANKS), links,
                          spelling };
  const char *blanks = line;
  const char *at = line + rewriting.n_begin;

  /* The blanks of a line without links count as its end, not its beginning. */
  if (*at == '\0')
    rewriting.n_begin = 0;

  while (*at != '\0')
    {
      rewrite_link (&rewriting, blanks, at);
      blanks = at + strcspn (at, BLANKS);
      at = blanks + strspn (blanks, BLANKS);
    }

  for (guint i = 0; i < links->n_links; i++)
    if (!written[i])
      append_new (&rewriting, &links->links[i]);

  g_string_append (rewriting.text, blanks);

  return g_string_free (rewriting.text, FALSE);
}

/* --- Rows -------------------------------------------------------------------- */

static gboolean
parse_number (const char **at,
              guint        largest,
              guint       *number)
{
  guint64 value = 0;
  const char *digit = *at + strspn (*at, BLANKS);
  const char *begin = digit;

  for (; g_ascii_isdigit (*digit) && value <= largest; digit++)
    value = value * 10 + (guint64) (*digit - '0');

  if (digit == begin || value > largest || (*digit != '\0' && strchr (BLANKS, *digit) == NULL))
    return FALSE;

  *at = digit;
  *number = (guint) value;

  return TRUE;
}

static const char *
skip_blanks (const char *at)
{
  return at + strspn (at, BLANKS);
}

/* Whether the field that begins there is exactly S or P, in either case. */
static gboolean
is_sort (const char *at)
{
  return *at != '\0' && strchr ("sSpP", *at) != NULL &&
         (at[1] == '\0' || strchr (BLANKS, at[1]) != NULL);
}

/* Whether the rest of the line is one number or empty. */
static gboolean
is_rest (const char *at)
{
  char *end = NULL;

  at = skip_blanks (at);
  if (*at == '\0')
    return TRUE;

  if (!g_ascii_isdigit (*at))
    return FALSE;

  g_ascii_strtod (at, &end);

  return *skip_blanks (end) == '\0';
}

/**
 * heed_gold_row_parse:
 * @line: "17 1 2", then optionally S or P, then optionally a confidence
 *
 * Source: Mihalcea and Pedersen 2003, "An Evaluation Exercise for Word Alignment"
 *
 * Returns: whether it is a row
 */
gboolean
heed_gold_row_parse (const char  *line,
                     HeedGoldRow *row)
{
  const char *at = line;
  guint sentence, source, target;

  if (!parse_number (&at, MAX_SENTENCES, &sentence) || sentence == 0 ||
      !parse_number (&at, MAX_POSITION, &source) || !parse_number (&at, MAX_POSITION, &target))
    return FALSE;

  at = skip_blanks (at);
  *row = (HeedGoldRow) { .sentence = sentence - 1, .is_null = source == 0 || target == 0 };
  if (!row->is_null)
    row->link = (HeedLink) { source - 1, target - 1, is_sort (at) && strchr ("pP", *at) != NULL };

  return is_rest (is_sort (at) ? at + 1 : at);
}

/* Returns the end of the n-th field. */
static const char *
skip_fields (const char *line,
             guint       n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      line = skip_blanks (line);
      line += strcspn (line, BLANKS);
    }

  return line;
}

char *
heed_gold_row_rewrite (const char *line,
                       gboolean    possible)
{
  const char *behind = skip_fields (line, 3);
  const char *sort = skip_blanks (behind);
  GString *text = g_string_new_len (line, behind - line);

  if (is_sort (sort))
    {
      gboolean is_small = g_ascii_islower (*sort);

      g_string_append_len (text, behind, sort - behind);
      g_string_append_c (text, possible ? (is_small ? 'p' : 'P') : (is_small ? 's' : 'S'));
      g_string_append (text, sort + 1);
    }
  else
    {
      g_string_append (text, possible ? " P" : " S");
      g_string_append (text, behind);
    }

  return g_string_free (text, FALSE);
}

char *
heed_gold_row_new_like (const char     *like,
                        guint           sentence,
                        const HeedLink *link)
{
  const char *number = skip_blanks (like);
  int width = (int) strspn (number, DIGITS);
  gboolean is_padded = *number == '0';

  return g_strdup_printf ("%0*u %u %u %c", is_padded ? width : 0, sentence + 1, link->source + 1,
                          link->target + 1, link->possible ? 'P' : 'S');
}
