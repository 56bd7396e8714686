/* sentence-list.c — a list of sentences to step through, one per line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/models/sentence-list.h"

#include <string.h>

#include "engine/heed.h"

/**
 * heed_sentence_list_new:
 * @text: lines, with any kind of line ends
 *
 * Returns: (transfer full) (array zero-terminated=1): the lines, stripped of spaces;
 *   empty lines are skipped, and lines that are too long are truncated
 */
char **
heed_sentence_list_new (const char *text)
{
  g_auto(GStrv) lines = g_strsplit_set (text, "\n\r", -1);
  g_autoptr(GPtrArray) sentences = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL && sentences->len < HEED_SENTENCE_LIST_MAX; i++)
    {
      char *sentence = g_strstrip (lines[i]);

      if (*sentence != '\0')
        g_ptr_array_add (sentences,
                         g_utf8_substring (sentence, 0,
                                           MIN (g_utf8_strlen (sentence, -1),
                                                HEED_SENTENCE_LIST_MAX_CHARS)));
    }

  g_ptr_array_add (sentences, NULL);

  return (char **) g_ptr_array_steal (sentences, NULL);
}

/* Reads at most the limit and one more byte, which shows that the file is too large. */
static char *
read_bytes (const char  *path,
            gsize       *n_bytes,
            GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *bytes = NULL;

  if (stream == NULL)
    return NULL;

  bytes = g_malloc (HEED_SENTENCE_LIST_MAX_BYTES + 2);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, HEED_SENTENCE_LIST_MAX_BYTES + 1,
                                n_bytes, NULL, error))
    return NULL;

  bytes[*n_bytes] = '\0';

  return g_steal_pointer (&bytes);
}

/**
 * heed_sentence_list_read:
 * @path: a text file
 *
 * Errors: those of reading; HEED_ERROR_TOO_LARGE beyond a megabyte;
 *   HEED_ERROR_DAMAGED if it is not text in UTF-8
 *
 * Returns: (transfer full) (nullable): the contents of the file
 */
char *
heed_sentence_list_read (const char  *path,
                         GError     **error)
{
  gsize n_bytes = 0;
  g_autofree char *tainted = read_bytes (path, &n_bytes, error);

  if (tainted == NULL)
    return NULL;

  if (n_bytes > HEED_SENTENCE_LIST_MAX_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "sentences: expected at most %d bytes, found more",
                   HEED_SENTENCE_LIST_MAX_BYTES);
      return NULL;
    }

  if (!g_utf8_validate_len (tainted, n_bytes, NULL))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "sentences: expected text in UTF-8, found other bytes");
      return NULL;
    }

  return g_steal_pointer (&tainted);
}
