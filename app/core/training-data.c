/* training-data.c — a file of pairs, parted into what is learned and what is held out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What decides is a hash of the source: a sentence that stands in the file twice
 * is on one side both times, so that nothing held out was learned from, and the
 * same file is always parted in the same way.
 */

#include "app/core/training-data.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"

#define LEAST_PARTS   10   /* one in so many is held out */
#define MAX_HELD_OUT  500  /* about */
#define GZIP_MAGIC    "\x1f\x8b"
#define TRAIN_NAME    "train.tsv"
#define VALID_NAME    "valid.tsv"

static gboolean
is_blank (const char *line,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (line[i] != ' ' && line[i] != '\r')
      return FALSE;

  return TRUE;
}

/* Lines that are not empty. */
static guint
count_lines (const char *text)
{
  guint n_lines = 0;

  for (const char *line = text; *line != '\0'; )
    {
      gsize length = strcspn (line, "\n");

      n_lines += !is_blank (line, length);
      line += length + (line[length] == '\n');
    }

  return n_lines;
}

static gboolean
is_held_out (const char *line,
             guint       n_parts)
{
  g_autofree char *source = g_strndup (line, strcspn (line, "\t\n"));

  return g_str_hash (source) % n_parts == 0;
}

/* Each line is an empty one on the other side, so that a line that is wrong has
 * the number that it has in the person's file. */
static void
part_lines (const char *text,
            guint       n_lines,
            GString    *train,
            GString    *valid)
{
  guint n_parts = MAX (LEAST_PARTS, n_lines / MAX_HELD_OUT);

  for (const char *line = text; *line != '\0'; )
    {
      gsize length = strcspn (line, "\n");
      GString *side = is_held_out (line, n_parts) ? valid : train;

      if (!is_blank (line, length))
        g_string_append_len (side, line, (gssize) length);
      g_string_append_c (train, '\n');
      g_string_append_c (valid, '\n');

      line += length + (line[length] == '\n');
    }
}

static gboolean
write_parts (HeedTrainingData  *data,
             const GString     *train,
             const GString     *valid,
             GError           **error)
{
  gsize n_blank = strspn (valid->str, "\n");

  data->folder = g_dir_make_tmp ("heed-XXXXXX", error);
  if (data->folder == NULL)
    return FALSE;

  data->train_path = g_build_filename (data->folder, TRAIN_NAME, NULL);
  if (!g_file_set_contents (data->train_path, train->str, (gssize) train->len, error))
    return FALSE;

  if (valid->len == n_blank)
    return TRUE;

  data->valid_path = g_build_filename (data->folder, VALID_NAME, NULL);

  return g_file_set_contents (data->valid_path, valid->str, (gssize) valid->len, error);
}

/**
 * heed_training_data_part:
 * @data: (out): clear it, also after an error
 * @path: lines of source, tab, target
 * @valid_path: (nullable): lines to hold out; %NULL takes one in ten of @path
 *
 * A file that is compressed is not parted; then nothing is held out.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if there are too few lines; %G_FILE_ERROR
 */
gboolean
heed_training_data_part (HeedTrainingData  *data,
                         const char        *path,
                         const char        *valid_path,
                         GError           **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GString) train = NULL;
  g_autoptr(GString) valid = NULL;
  gsize n_bytes = 0;
  guint n_lines;

  *data = (HeedTrainingData) { 0 };

  if (valid_path == NULL && !g_file_get_contents (path, &text, &n_bytes, error))
    return FALSE;

  if (valid_path != NULL || g_str_has_prefix (text, GZIP_MAGIC))
    {
      data->train_path = g_strdup (path);
      data->valid_path = g_strdup (valid_path);
      return TRUE;
    }

  data->own_path = g_strdup (path);
  n_lines = count_lines (text);
  if (n_lines < HEED_TRAINING_DATA_MIN_PAIRS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected at least %d pairs, found %u", path, HEED_TRAINING_DATA_MIN_PAIRS,
                   n_lines);
      return FALSE;
    }

  train = g_string_sized_new (n_bytes);
  valid = g_string_new (NULL);
  part_lines (text, n_lines, train, valid);

  return write_parts (data, train, valid, error);
}

void
heed_training_data_clear (HeedTrainingData *data)
{
  if (data->folder != NULL)
    {
      if (data->train_path != NULL)
        g_unlink (data->train_path);
      if (data->valid_path != NULL)
        g_unlink (data->valid_path);
      g_rmdir (data->folder);
    }

  g_clear_pointer (&data->train_path, g_free);
  g_clear_pointer (&data->valid_path, g_free);
  g_clear_pointer (&data->folder, g_free);
  g_clear_pointer (&data->own_path, g_free);
}

static void
replace (GError     *error,
         const char *made,
         const char *own)
{
  g_auto(GStrv) parts = made != NULL ? g_strsplit (error->message, made, -1) : NULL;

  if (parts == NULL)
    return;

  g_free (error->message);
  error->message = g_strjoinv (own, parts);
}

/**
 * heed_training_data_name_own:
 * @error: (inout): what reading the parts said
 */
void
heed_training_data_name_own (const HeedTrainingData *data,
                             GError                 *error)
{
  if (data->folder == NULL)
    return;

  replace (error, data->train_path, data->own_path);
  replace (error, data->valid_path, data->own_path);
}
