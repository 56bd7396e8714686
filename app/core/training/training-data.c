/* training-data.c — splitting a user's pairs into training and held-out pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pair in ten is held out, at least five and at most five hundred. They are chosen
 * by a hash of the source: all pairs with the same source are on the same side, so that
 * no held-out sentence is trained on, and the same pairs are always split in the same
 * way.
 */

#include "app/core/training/training-data.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"

#define PARTS        10   /* one pair in this many is held out */
#define MIN_HELD_OUT 5
#define MAX_HELD_OUT 500
#define TRAIN_NAME   "train.tsv"
#define VALID_NAME   "valid.tsv"

static const HeedFilePair *
get_pair (const HeedPairFile *file,
          guint               i)
{
  return &g_array_index (file->pairs, HeedFilePair, i);
}

/* --- Splitting ----------------------------------------------------------- */

/* g_str_hash() gives similar texts neighbouring hashes, but the held-out pairs should include all
 * kinds of texts. So the bits are mixed by the last steps of Austin Appleby's MurmurHash3. */
static guint32
find_hash (const char *source)
{
  guint32 hash = g_str_hash (source);

  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  hash *= 0xc2b2ae35u;

  return hash ^ hash >> 16;
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const HeedPairFile *file = user_data;
  guint left = *(const guint *) a, right = *(const guint *) b;
  const char *left_source = get_pair (file, left)->source;
  const char *right_source = get_pair (file, right)->source;
  guint32 left_hash = find_hash (left_source), right_hash = find_hash (right_source);

  if (left_hash != right_hash)
    return left_hash < right_hash ? -1 : 1;
  if (!g_str_equal (left_source, right_source))
    return strcmp (left_source, right_source);

  return (left > right) - (left < right);
}

/* Returns, for each pair, whether it is held out: those with the smallest hashes. All pairs with
 * the same source are treated alike, even if that exceeds the number wanted. */
static gboolean *
choose_held_out (HeedPairFile *file)
{
  guint n_pairs = file->pairs->len;
  guint n_wanted = CLAMP (n_pairs / PARTS, MIN_HELD_OUT, MAX_HELD_OUT);
  gboolean *is_held_out = g_new0 (gboolean, n_pairs);
  g_autofree guint *order = g_new (guint, n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n_pairs, sizeof *order, compare_hashes, file);

  for (guint i = 0; i < n_pairs; i++)
    {
      const char *source = get_pair (file, order[i])->source;
      const char *before = i > 0 ? get_pair (file, order[i - 1])->source : NULL;

      if (i >= n_wanted && g_strcmp0 (source, before) != 0)
        break;
      is_held_out[order[i]] = TRUE;
    }

  return is_held_out;
}

/* --- Files --------------------------------------------------------------- */

/* Writes the pairs with is_held_out equal to wanted, or all pairs if is_held_out is NULL. */
static gboolean
write_pairs (const HeedPairFile  *file,
             const gboolean      *is_held_out,
             gboolean             wanted,
             const char          *path,
             GError             **error)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < file->pairs->len; i++)
    if (is_held_out == NULL || is_held_out[i] == wanted)
      g_string_append_printf (lines, "%s\t%s\n", get_pair (file, i)->source,
                              get_pair (file, i)->target);

  return g_file_set_contents (path, lines->str, (gssize) lines->len, error);
}

static gboolean
write_parts (HeedTrainingData  *data,
             HeedPairFile      *file,
             GError           **error)
{
  g_autofree gboolean *is_held_out = choose_held_out (file);

  return write_pairs (file, is_held_out, FALSE, data->train_path, error) &&
         write_pairs (file, is_held_out, TRUE, data->valid_path, error);
}

static gboolean
write_both (HeedTrainingData    *data,
            const HeedPairFile  *file,
            const HeedPairFile  *held_out,
            GError             **error)
{
  return write_pairs (file, NULL, FALSE, data->train_path, error) &&
         write_pairs (held_out, NULL, FALSE, data->valid_path, error);
}

static gboolean
make_folder (HeedTrainingData  *data,
             GError           **error)
{
  data->folder = g_dir_make_tmp ("heed-XXXXXX", error);
  if (data->folder == NULL)
    return FALSE;

  data->train_path = g_build_filename (data->folder, TRAIN_NAME, NULL);
  data->valid_path = g_build_filename (data->folder, VALID_NAME, NULL);

  return TRUE;
}

/**
 * heed_training_data_check:
 * @file: the pairs that were read
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if there are too few pairs
 */
gboolean
heed_training_data_check (const HeedPairFile  *file,
                          GError             **error)
{
  g_autofree char *skip = NULL;

  g_return_val_if_fail (file != NULL, FALSE);

  if (file->pairs->len >= HEED_TRAINING_DATA_MIN_PAIRS)
    return TRUE;

  skip = heed_pair_file_dup_skip (file, 0);
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected at least %d pairs, found %u%s%s", file->path,
               HEED_TRAINING_DATA_MIN_PAIRS, file->pairs->len, skip != NULL ? "; " : "",
               skip != NULL ? skip : "");

  return FALSE;
}

/**
 * heed_training_data_check_held_out:
 * @file: the pairs that were read
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if there is no pair
 */
gboolean
heed_training_data_check_held_out (const HeedPairFile  *file,
                                   GError             **error)
{
  g_autofree char *skip = NULL;

  g_return_val_if_fail (file != NULL, FALSE);

  if (file->pairs->len > 0)
    return TRUE;

  skip = heed_pair_file_dup_skip (file, 0);
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected pairs, found none%s%s",
               file->path, skip != NULL ? "; " : "", skip != NULL ? skip : "");

  return FALSE;
}

/**
 * heed_training_data_part:
 * @data: (out): the caller clears it, even after an error
 * @path: a file of pairs, as heed_pair_file_read() reads it
 * @valid_path: (nullable): another file with the held-out pairs; %NULL to hold out
 *   some of @path
 *
 * Errors: those of heed_pair_file_read() and heed_training_data_check(); %G_FILE_ERROR
 */
gboolean
heed_training_data_part (HeedTrainingData  *data,
                         const char        *path,
                         const char        *valid_path,
                         GCancellable      *cancellable,
                         GError           **error)
{
  g_autoptr(HeedPairFile) file = NULL;
  g_autoptr(HeedPairFile) held_out = NULL;

  *data = (HeedTrainingData) { 0 };
  data->own_path = g_strdup (path);

  file = heed_pair_file_read (path, cancellable, error);
  if (file == NULL || !heed_training_data_check (file, error))
    return FALSE;

  if (valid_path == NULL)
    return make_folder (data, error) && write_parts (data, file, error);

  held_out = heed_pair_file_read (valid_path, cancellable, error);

  return held_out != NULL && heed_training_data_check_held_out (held_out, error) &&
         make_folder (data, error) &&
         write_both (data, file, held_out, error);
}

void
heed_training_data_clear (HeedTrainingData *data)
{
  if (data->folder != NULL)
    {
      g_unlink (data->train_path);
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
  g_auto(GStrv) parts = g_strsplit (error->message, made, -1);

  g_free (error->message);
  error->message = g_strjoinv (own, parts);
}

/**
 * heed_training_data_name_own:
 * @error: (inout): an error from training with the temporary files
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
