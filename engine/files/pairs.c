/* pairs.c — sentence pairs for training and evaluation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pairs.h"

#include <string.h>

#include "engine/files/text-lines.h"
#include "engine/heed.h"

#define CHUNK_BYTES    65536
#define MAX_TEXT_BYTES (G_GUINT64_CONSTANT (4) << 30)

struct _HeedPairs
{
  GArray       *pairs;    /* HeedPair */
  GStringChunk *texts;    /* storage of the texts */
  guint64       n_bytes;  /* of the texts */
  gboolean      has_origins;
};

HeedPairs *
heed_pairs_new (void)
{
  HeedPairs *pairs = g_new0 (HeedPairs, 1);

  pairs->pairs = g_array_new (FALSE, FALSE, sizeof (HeedPair));
  pairs->texts = g_string_chunk_new (CHUNK_BYTES);

  return pairs;
}

void
heed_pairs_add (HeedPairs  *pairs,
                const char *source,
                const char *target)
{
  g_return_if_fail (pairs != NULL && source != NULL && target != NULL);

  g_array_append_vals (pairs->pairs,
                       &(HeedPair) {
                         g_string_chunk_insert (pairs->texts, source),
                         g_string_chunk_insert (pairs->texts, target),
                         NULL,
                       }, 1);
}

void
heed_pairs_append (HeedPairs *pairs,
                   HeedPairs *others)
{
  g_return_if_fail (pairs != NULL && others != NULL && pairs != others);

  for (guint i = 0; i < others->pairs->len; i++)
    {
      const HeedPair *pair = &g_array_index (others->pairs, HeedPair, i);

      heed_pairs_add (pairs, pair->source, pair->target);
    }
}

void
heed_pairs_swap (HeedPairs *pairs)
{
  g_return_if_fail (pairs != NULL);

  for (guint i = 0; i < pairs->pairs->len; i++)
    {
      HeedPair *pair = &g_array_index (pairs->pairs, HeedPair, i);
      const char *source = pair->source;

      pair->source = pair->target;
      pair->target = source;
    }
}

void
heed_pairs_truncate (HeedPairs *pairs,
                     guint      n_pairs)
{
  g_return_if_fail (pairs != NULL);

  if (n_pairs < pairs->pairs->len)
    g_array_set_size (pairs->pairs, n_pairs);
}

/* Each origin is stored once, however many pairs have it. */
static const char *
find_origin (HeedPairs  *pairs,
             const char *rest)
{
  g_autofree char *origin = NULL;

  if (!pairs->has_origins)
    return NULL;

  origin = *rest == '\t' ? g_strndup (rest + 1, strcspn (rest + 1, "\t")) : g_strdup ("");

  return g_string_chunk_insert_const (pairs->texts, origin);
}

static gboolean
add_pair (HeedPairs   *pairs,
          const char  *line,
          guint64      number,
          GError     **error)
{
  gsize n_source = strcspn (line, "\t");
  const char *target = line + n_source + 1;
  gsize n_target = line[n_source] == '\t' ? strcspn (target, "\t") : 0;

  if (n_source == 0 || n_target == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "line %" G_GUINT64_FORMAT ": expected source, tab, target, found %s",
                   number,
                   line[n_source] != '\t' ? "no tab" : n_source == 0 ? "no source" : "no target");
      return FALSE;
    }

  pairs->n_bytes += n_source + n_target;

  if (pairs->n_bytes > MAX_TEXT_BYTES || pairs->pairs->len == G_MAXINT)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "line %" G_GUINT64_FORMAT ": expected at most 4 GiB of text, found more",
                   number);
      return FALSE;
    }

  g_array_append_vals (pairs->pairs,
                       &(HeedPair) {
                         g_string_chunk_insert_len (pairs->texts, line, (gssize) n_source),
                         g_string_chunk_insert_len (pairs->texts, target, (gssize) n_target),
                         find_origin (pairs, target + n_target),
                       }, 1);

  return TRUE;
}

/* Returns whether a line has nothing but spaces. A tab makes it a pair, even if both sides are
 * empty. */
static gboolean
is_blank (const char *line)
{
  while (*line != '\0' && *line != '\t' && g_unichar_isspace (g_utf8_get_char (line)))
    line = g_utf8_next_char (line);

  return *line == '\0';
}

static gboolean
add_lines (HeedPairs     *pairs,
           HeedTextLines *lines,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GError) flaw = NULL;
  const char *line;

  while ((line = heed_text_lines_next (lines, cancellable, &flaw)) != NULL)
    if (!is_blank (line) && !add_pair (pairs, line, heed_text_lines_get_number (lines), error))
      return FALSE;

  if (flaw != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&flaw));
      return FALSE;
    }

  return TRUE;
}

static HeedPairs *
load (const char    *path,
      gboolean       has_origins,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(HeedPairs) pairs = NULL;
  g_autoptr(HeedTextLines) lines = heed_text_lines_open (path, error);

  if (lines == NULL)
    return NULL;

  pairs = heed_pairs_new ();
  pairs->has_origins = has_origins;
  if (!add_lines (pairs, lines, cancellable, error))
    {
      if (!g_cancellable_is_cancelled (cancellable))
        g_prefix_error (error, "%s: ", path);
      return NULL;
    }

  return g_steal_pointer (&pairs);
}

/**
 * heed_pairs_load:
 * @path: lines of source, tab, target; gzipped or not
 *
 * Empty lines are skipped.
 *
 * Errors: %HEED_ERROR_DAMAGED if a line is not UTF-8 or lacks one of the two sides;
 * %HEED_ERROR_TOO_LARGE if a line is longer than 1 MiB, or the total exceeds 4 GiB;
 * #GIOErrorEnum, including cancellation.
 *
 * Returns: (transfer full): the pairs in file order; may be empty
 */
HeedPairs *
heed_pairs_load (const char    *path,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return load (path, FALSE, cancellable, error);
}

/**
 * heed_pairs_load_with_origins:
 * @path: lines of source, tab, target, and optionally tab, origin
 *
 * Errors: as heed_pairs_load()
 *
 * Returns: (transfer full): the pairs, each with its origin
 */
HeedPairs *
heed_pairs_load_with_origins (const char    *path,
                              GCancellable  *cancellable,
                              GError       **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return load (path, TRUE, cancellable, error);
}

void
heed_pairs_free (HeedPairs *pairs)
{
  if (pairs == NULL)
    return;

  g_array_unref (pairs->pairs);
  g_string_chunk_free (pairs->texts);
  g_free (pairs);
}

/**
 * heed_pairs_get:
 * @n_pairs: (out): number of pairs
 *
 * Returns: (transfer none): the pairs, valid as long as @pairs
 */
const HeedPair *
heed_pairs_get (HeedPairs *pairs,
                guint     *n_pairs)
{
  g_return_val_if_fail (pairs != NULL && n_pairs != NULL, NULL);

  *n_pairs = pairs->pairs->len;

  return (const HeedPair *) (gpointer) pairs->pairs->data;
}
